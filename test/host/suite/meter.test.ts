import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import * as vscode from "vscode";

import { ledgerFolder } from "../../../src/core/ledgerFolder.ts";
import { COMMANDS, EXTENSION_ID, SETTINGS, USAGE_TOOL } from "../../../src/host/ids.ts";
import type { ShownStatus } from "../../../src/host/statusBar.ts";
import type { TokenLegendApi } from "../../../src/host/tokenLegendApi.ts";
import { CLAUDE_CALL_TOKENS, FIXTURE_MODEL, FIXTURE_TOKENS, appendClaudeCall } from "../../support/fixtureHome.ts";

interface Contributions {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

function getExtension(): vscode.Extension<TokenLegendApi> {
  const extension = vscode.extensions.getExtension<TokenLegendApi>(EXTENSION_ID);
  assert.ok(extension, "the extension is installed");
  return extension;
}

/** Waits for the status bar item to show what is asked for. */
async function shows(api: TokenLegendApi, isRight: (shown: ShownStatus) => boolean): Promise<ShownStatus> {
  return new Promise((resolve) => {
    const listening = api.onDidChangeStatusBar(check);
    check(api.statusBar());

    function check(shown: ShownStatus): void {
      if (!isRight(shown)) return;
      listening.dispose();
      resolve(shown);
    }
  });
}

async function setFormat(format: string | undefined): Promise<void> {
  await vscode.workspace.getConfiguration().update(SETTINGS.statusBarFormat, format, vscode.ConfigurationTarget.Global);
}

async function setTelemetry(enabled: boolean | undefined): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  await configuration.update(SETTINGS.telemetryEnabled, enabled, vscode.ConfigurationTarget.Global);
}

/** The port that the receiver has written down, once it has. */
async function chosenPort(): Promise<number> {
  const file = join(
    ledgerFolder({ home: homedir(), platform: process.platform, env: process.env }),
    "otel",
    "receiver.json",
  );
  while (!existsSync(file)) await delay(50);
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly port: number }).port;
}

/** Sends a call of 10,000 tokens; answers the status, `undefined` where nobody listens. */
async function postClaudeRequest(port: number): Promise<number | undefined> {
  const attributes = [
    { key: "model", value: { stringValue: FIXTURE_MODEL } },
    { key: "request_id", value: { stringValue: "req_host" } },
    { key: "input_tokens", value: { intValue: "10000" } },
  ];
  const record = { timeUnixNano: `${Date.now()}000000`, body: { stringValue: "claude_code.api_request" }, attributes };
  const body = JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: [record] }] }] });
  const headers = { "content-type": "application/json" };
  return fetch(`http://127.0.0.1:${port}/v1/logs`, { method: "POST", headers, body }).then(
    ({ status }) => status,
    () => undefined,
  );
}

/** Leaves figures for the benchmark, which cannot take them outside of VS Code. */
function note(figures: Readonly<Record<string, number>>): void {
  const folder = process.env["TOKEN_LEGEND_ARTEFACTS"];
  if (folder !== undefined) writeFileSync(join(folder, "host.json"), `${JSON.stringify(figures)}\n`);
}

/** Runs in the order of its tests: the last one ends the extension. */
describe("the extension in VS Code", () => {
  let api: TokenLegendApi;
  /** Addresses that anything in the extension host has asked for; the tests' own requests come after. */
  const fetched: string[] = [];
  const { fetch: realFetch } = globalThis;

  before(async () => {
    globalThis.fetch = (input, init) => {
      fetched.push(input instanceof Request ? input.url : String(input));
      return realFetch(input, init);
    };
    api = await getExtension().activate();
    await api.whenReady();
  });

  it("shows the tokens, cost and tier of today's logs", async () => {
    const shown = await shows(api, ({ text }) => text.includes("100K"));
    assert.match(shown.text, /^\$\(flame\) 100K · \$0\.16 · 10% to Copper$/);
    assert.match(shown.label, /^Token Legend: 100 thousand tokens today, cost \$0\.16\. /);
    assert.match(shown.tooltip, /\| Claude Code \|[^|]*\b82K \|/);
    assert.match(shown.tooltip, /\| OpenAI Codex \|[^|]*\b18K \|/);
    assert.ok(shown.tooltip.includes(FIXTURE_MODEL.replaceAll("-", "\\-")));
  });

  it("has registered the commands that the manifest contributes", async () => {
    const { contributes } = getExtension().packageJSON as Contributions;
    const registered = (await vscode.commands.getCommands(true)).filter((id) => id.startsWith("tokenLegend."));
    assert.deepEqual(registered.toSorted(), contributes.commands.map(({ command }) => command).toSorted());
    assert.deepEqual(registered.toSorted(), Object.values(COMMANDS).toSorted());
  });

  it("finds every setting it reads among those that the manifest contributes", () => {
    const { contributes } = getExtension().packageJSON as Contributions;
    const ids = Object.keys(contributes.configuration.properties);
    assert.deepEqual(ids.toSorted(), Object.values(SETTINGS).toSorted());
    for (const id of ids) {
      assert.notEqual(vscode.workspace.getConfiguration().inspect(id)?.defaultValue, undefined, id);
    }
  });

  it("asks nothing of any server while no board was joined, whatever commands are run", async () => {
    for (const command of [COMMANDS.openPanel, COMMANDS.showUploads, COMMANDS.pauseSync, COMMANDS.resumeSync]) {
      await vscode.commands.executeCommand(command);
    }
    for (const command of [COMMANDS.openBoard, COMMANDS.exportBoardData, COMMANDS.leaveBoard]) {
      await vscode.commands.executeCommand(command);
    }
    await vscode.commands.executeCommand(COMMANDS.rescan);
    assert.deepEqual(fetched, []);
  });

  it("asks for no board where the machine forbids them", async () => {
    const configuration = vscode.workspace.getConfiguration();
    await configuration.update(SETTINGS.boardForbidden, true, vscode.ConfigurationTarget.Global);
    try {
      // Would wait for an answer if it asked for an address.
      await vscode.commands.executeCommand(COMMANDS.joinBoard);
    } finally {
      await configuration.update(SETTINGS.boardForbidden, undefined, vscode.ConfigurationTarget.Global);
    }
    assert.deepEqual(fetched, []);
    globalThis.fetch = realFetch;
  });

  it("follows a change of the format setting at once", async () => {
    await setFormat("tokens");
    try {
      await shows(api, ({ text }) => text === "$(flame) 100K");
    } finally {
      await setFormat(undefined);
    }
    await shows(api, ({ text }) => text.includes(" · "));
  });

  it("counts a call that is added to a log, without a reload", async () => {
    appendClaudeCall(homedir(), "third", Date.now());
    const appendedAt = performance.now();
    const shown = await shows(api, ({ text }) => text.includes("141K"));
    note({ activationMs: api.activationMs, appendedCallMs: performance.now() - appendedAt });
    assert.equal(FIXTURE_TOKENS + CLAUDE_CALL_TOKENS, 141_000);
    assert.match(shown.text, /^\$\(flame\) 141K · /);
  });

  it("counts nothing twice when everything is read again", async () => {
    await vscode.commands.executeCommand(COMMANDS.rescan);
    const shown = await shows(api, ({ text }) => text.startsWith("$(flame)"));
    assert.match(shown.text, /^\$\(flame\) 141K · /);
  });

  it("shows diagnostics in a read-only document that holds no private name", async () => {
    await vscode.commands.executeCommand(COMMANDS.runDiagnostics);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    const text = editor.document.getText();
    assert.equal(editor.document.uri.scheme, "token-legend");
    assert.match(text, /came to 3 calls/);
    assert.match(text, /came to 1 call\b/);
    assert.doesNotMatch(text, /shop|Please|Done/);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
  });

  it("tells a language model what was used, by its tool", async () => {
    const told = await vscode.lm.invokeTool(USAGE_TOOL, { input: { period: "today" }, toolInvocationToken: undefined });
    const text = told.content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : "")).join("");
    assert.match(text, /^\*\*Today\*\*: 141K tokens, \$\d/);
    assert.match(text, /\| Claude Code \| 123K \|/);
    assert.doesNotMatch(text, /shop|home/);
  });

  it("receives telemetry while that is turned on, and at no other time", async () => {
    await setTelemetry(true);
    const port = await chosenPort();
    const before = api.statusBar().text;
    assert.equal(await postClaudeRequest(port), 200);
    await shows(api, ({ text }) => text !== before && text.includes("151K"));
    await setTelemetry(undefined);
    // Refused once the worker has stopped listening, which takes it a moment.
    while ((await postClaudeRequest(port)) !== undefined) await delay(50);
    await shows(api, ({ text }) => text.includes("151K"));
  });

  it("opens and closes the summary", async () => {
    await vscode.commands.executeCommand(COMMANDS.showSummary);
    await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
  });

  it("leaves nothing behind when it is deactivated", async () => {
    const main = join(getExtension().extensionPath, "dist", "extension.cjs");
    // The same module that VS Code has loaded, as both come through its `require`.
    const { deactivate } = createRequire(__filename)(main) as { readonly deactivate: () => Promise<void> };
    assert.ok(api.openResources() > 0);
    await deactivate();
    assert.equal(api.openResources(), 0);
    const registered = (await vscode.commands.getCommands(true)).filter((id) => id.startsWith("tokenLegend."));
    assert.deepEqual(registered, []);
    await deactivate();
  });
});
