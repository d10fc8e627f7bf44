import assert from "node:assert/strict";

import { parse } from "jsonc-parser";

import { addHook, removeHook, type HookEdit } from "../../../../src/host/hooks/hookFile.ts";
import { CLAUDE_HOOK, CURSOR_HOOK } from "../../../../src/host/hooks/toolHook.ts";

const COMMAND = "sh '/ledger/hooks/token-legend-cursor.sh'";
const CLAUDE_COMMAND = "sh '/ledger/hooks/token-legend-claude.sh'";

function textOf(edit: HookEdit): string {
  assert.equal(edit.kind, "changed");
  return edit.kind === "changed" ? edit.text : "";
}

function added(text: string | undefined): string {
  return textOf(addHook(text, CURSOR_HOOK, COMMAND));
}

describe("a tool's file of hooks", () => {
  it("is made where there is none", () => {
    for (const text of [undefined, "", " \n"]) {
      assert.deepEqual(JSON.parse(added(text)), { version: 1, hooks: { stop: [{ command: COMMAND }] } });
    }
  });

  it("keeps all that is in it, comments and layout among it", () => {
    const before = `// my hooks
{
\t"version": 1,
\t"hooks": {
\t\t/* mine */
\t\t"stop": [{ "command": "./mine.sh" }], // stays first
\t\t"beforeShellExecution": [ ]
\t},
}
`;
    const after = added(before);
    for (const line of ["// my hooks", "\t\t/* mine */", '\t\t"beforeShellExecution": [ ]', "// stays first"]) {
      assert.ok(after.includes(line), line);
    }
    assert.deepEqual(parse(after), {
      version: 1,
      hooks: { stop: [{ command: "./mine.sh" }, { command: COMMAND }], beforeShellExecution: [] },
    });
    assert.deepEqual(parse(textOf(removeHook(after, CURSOR_HOOK))), parse(before));
  });

  it("gets its event where it has none, in its own indentation and line ends", () => {
    const after = added('{\r\n    "version": 1,\r\n    "hooks": {}\r\n}\r\n');
    assert.ok(after.includes('\r\n        "stop": ['));
    assert.ok(!/[^\r]\n/.test(after));
    assert.deepEqual(parse(after), { version: 1, hooks: { stop: [{ command: COMMAND }] } });
    assert.deepEqual(parse(added("{}")), { hooks: { stop: [{ command: COMMAND }] } });
  });

  it("stays as it is where the hook is in it, and gets the new place of a ledger that has moved", () => {
    const installed = added(undefined);
    assert.equal(addHook(installed, CURSOR_HOOK, COMMAND).kind, "same");
    const moved = textOf(addHook(installed, CURSOR_HOOK, "sh '/moved/token-legend-cursor.sh'"));
    assert.deepEqual(parse(moved), {
      version: 1,
      hooks: { stop: [{ command: "sh '/moved/token-legend-cursor.sh'" }] },
    });
  });

  it("loses nothing but our hook when that is removed", () => {
    assert.equal(removeHook(undefined, CURSOR_HOOK).kind, "same");
    assert.equal(removeHook('{"hooks":{"stop":[{"command":"./mine.sh"}]}}', CURSOR_HOOK).kind, "same");
    const twice = { hooks: { stop: [{ command: COMMAND }, { command: "./mine.sh" }, { command: COMMAND }] } };
    assert.deepEqual(parse(textOf(removeHook(JSON.stringify(twice), CURSOR_HOOK))), {
      hooks: { stop: [{ command: "./mine.sh" }] },
    });
    assert.deepEqual(parse(textOf(removeHook(added(undefined), CURSOR_HOOK))), { version: 1, hooks: {} });
  });

  it("is left alone where it cannot be understood, with the reason", () => {
    const refused = (text: string): string => {
      const edit = addHook(text, CURSOR_HOOK, COMMAND);
      assert.equal(edit.kind, "refused", text);
      assert.equal(removeHook(text, CURSOR_HOOK).kind, "refused", text);
      return edit.kind === "refused" ? edit.reason("hooks.json") : "";
    };
    assert.match(refused('{\n  "hooks": {\n    "stop": [\n  }\n}'), /cannot be read as JSON \(line 4\)/);
    for (const text of ["[]", '{"hooks":[]}', '{"hooks":{"stop":{}}}', "7"]) assert.match(refused(text), /form/);
    assert.match(refused("{"), /JSON/);
  });

  it("takes Claude Code's form of an entry", () => {
    const before =
      '{\n  "model": "opus",\n  "hooks": {\n    "Stop": [\n      { "hooks": [{ "type": "command", "command": "x" }] }\n    ]\n  }\n}\n';
    const after = textOf(addHook(before, CLAUDE_HOOK, CLAUDE_COMMAND));
    const entry = { hooks: [{ type: "command", command: CLAUDE_COMMAND, timeout: 10 }] };
    const settings = parse(after) as { readonly hooks: { readonly Stop: readonly unknown[] } };
    assert.deepEqual(settings.hooks.Stop[1], entry);
    assert.equal(addHook(after, CLAUDE_HOOK, CLAUDE_COMMAND).kind, "same");
    assert.deepEqual(parse(textOf(removeHook(after, CLAUDE_HOOK))), parse(before));
  });
});
