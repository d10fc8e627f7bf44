import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { parse } from "jsonc-parser";

import { HookInstaller } from "../../../../src/host/hooks/hookInstaller.ts";
import { CLAUDE_HOOK, CURSOR_HOOK, hookInstallation, type ToolHook } from "../../../../src/host/hooks/toolHook.ts";

describe("installing a hook", () => {
  let home: string;
  let ledgerFolder: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "token-legend-hook-"));
    // As on macOS: a path with a space, and the worst that a shell can meet.
    ledgerFolder = join(home, "Application Support", "ann's $(ledger)");
    mkdirSync(join(home, ".cursor"));
    mkdirSync(join(home, ".claude"));
  });

  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const file = (): string => join(home, ".cursor", "hooks.json");
  const installer = (hook: ToolHook = CURSOR_HOOK): HookInstaller =>
    new HookInstaller(hook, { home, platform: "linux", env: {} }, ledgerFolder);

  async function install(hook: ToolHook = CURSOR_HOOK): Promise<void> {
    const change = await installer(hook).planInstall();
    assert.ok(change !== undefined);
    await installer(hook).applyInstall(change);
  }

  async function remove(hook: ToolHook = CURSOR_HOOK): Promise<void> {
    const change = await installer(hook).planRemoval();
    assert.ok(change !== undefined);
    await installer(hook).applyRemoval(change);
  }

  it("changes nothing before it is applied", async () => {
    writeFileSync(file(), "{}");
    await installer().planInstall();
    assert.equal(readFileSync(file(), "utf8"), "{}");
    assert.deepEqual(readdirSync(home).toSorted(), [".claude", ".cursor"]);
    assert.deepEqual(readdirSync(dirname(file())), ["hooks.json"]);
  });

  it("keeps what the file was beside it, and makes it that again byte for byte", async () => {
    const before = '{ "version":1,\n // mine\n"hooks":{"stop":[ {"command":"./mine.sh"} ]}}';
    writeFileSync(file(), before, { mode: 0o640 });
    await install();
    assert.notEqual(readFileSync(file(), "utf8"), before);
    assert.equal(readFileSync(`${file()}.token-legend-backup`, "utf8"), before);
    if (process.platform !== "win32") assert.equal(statSync(file()).mode & 0o777, 0o640);
    assert.equal(await installer().planInstall(), undefined);
    await remove();
    assert.equal(readFileSync(file(), "utf8"), before);
    assert.deepEqual(readdirSync(dirname(file())), ["hooks.json"]);
    assert.equal(await installer().planRemoval(), undefined);
  });

  it("leaves no file behind where there was none", async () => {
    await install();
    await remove();
    assert.deepEqual(readdirSync(dirname(file())), []);
  });

  it("takes out our hook alone where the file was changed since", async () => {
    await install();
    const changed = readFileSync(file(), "utf8").replace('"version": 1', '"version": 1, "mine": true');
    writeFileSync(file(), changed);
    await remove();
    assert.deepEqual(JSON.parse(readFileSync(file(), "utf8")), { version: 1, mine: true, hooks: {} });
  });

  it("does not write over what was changed after it was shown", async () => {
    const change = await installer().planInstall();
    assert.ok(change !== undefined);
    writeFileSync(file(), "{}");
    await assert.rejects(installer().applyInstall(change), /changed meanwhile/);
    assert.equal(readFileSync(file(), "utf8"), "{}");
  });

  it("writes through a link and keeps the link", async function () {
    if (process.platform === "win32") this.skip();
    const real = join(home, "dotfiles.json");
    writeFileSync(real, "{}");
    symlinkSync(real, file());
    await install();
    assert.ok(lstatSync(file()).isSymbolicLink());
    assert.match(readFileSync(real, "utf8"), /token-legend-cursor/);
  });

  it("says so where the tool is not here or its file cannot be understood", async () => {
    writeFileSync(file(), "{");
    await assert.rejects(installer().planInstall(), {
      name: "UserError",
      message: /hooks\.json cannot be read as JSON/,
    });
    rmSync(dirname(file()), { recursive: true });
    await assert.rejects(installer().planInstall(), { name: "UserError", message: /Start Cursor once/ });
  });

  /** Runs the installed command as a tool would; answers what it says. */
  function run(hook: ToolHook, told: string): string {
    const { command } = hookInstallation(hook, ledgerFolder, "linux");
    const { status, stdout, stderr } = spawnSync("sh", ["-c", command], { input: told, encoding: "utf8" });
    assert.equal(status, 0);
    return stdout + stderr;
  }

  const spooled = (name: string): readonly unknown[] =>
    readFileSync(join(ledgerFolder, "hooks", name), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);

  it("gives Cursor a command that notes down what a turn took, and no word of it", async function () {
    if (process.platform === "win32") this.skip();
    await install();
    const settings = parse(readFileSync(file(), "utf8")) as {
      readonly hooks: { readonly stop: readonly { readonly command: string }[] };
    };
    assert.equal(settings.hooks.stop[0]?.command, hookInstallation(CURSOR_HOOK, ledgerFolder, "linux").command);
    const payload = {
      hook_event_name: "stop",
      conversation_id: "6eb5",
      generation_id: "0b1b",
      model: "claude-4-sonnet",
      status: "completed",
      loop_count: 0,
      input_tokens: 23_666,
      output_tokens: 5,
      cache_read_tokens: 23_617,
      cache_write_tokens: 47,
      user_email: "ann@example.org",
      transcript_path: "/home/ann/x.jsonl",
      text: 'he said "model": "other" and \\ more',
    };
    const startS = Math.floor(Date.now() / 1000);
    assert.equal(run(CURSOR_HOOK, JSON.stringify(payload)), "");
    assert.equal(run(CURSOR_HOOK, JSON.stringify(payload, undefined, 2)), "");
    for (const odd of ["", "not json", "{}", "\u0000\u00ff", "x".repeat(3_000_000)])
      assert.equal(run(CURSOR_HOOK, odd), "");
    const [line, same, ...more] = spooled("cursor.jsonl") as { readonly at: number }[];
    assert.deepEqual(more, []);
    assert.ok(line !== undefined && same !== undefined);
    assert.ok(line.at >= startS && line.at <= Date.now() / 1000);
    assert.deepEqual(
      { ...line, at: 0 },
      {
        conversation_id: "6eb5",
        generation_id: "0b1b",
        model: "claude-4-sonnet",
        input_tokens: 23_666,
        output_tokens: 5,
        cache_read_tokens: 23_617,
        cache_write_tokens: 47,
        at: 0,
      },
    );
    assert.deepEqual({ ...same, at: 0 }, { ...line, at: 0 });
    assert.equal(statSync(join(ledgerFolder, "hooks", "cursor.jsonl")).mode & 0o777, 0o600);
  });

  it("begins Cursor's notes anew where they have grown large, and keeps those before", async function () {
    if (process.platform === "win32") this.skip();
    await install();
    const notes = join(ledgerFolder, "hooks", "cursor.jsonl");
    writeFileSync(notes, "x".repeat(4_000_001));
    run(CURSOR_HOOK, '{"conversation_id":"a","generation_id":"b","output_tokens":1}');
    assert.equal(spooled("cursor.jsonl").length, 1);
    assert.equal(statSync(join(ledgerFolder, "hooks", "cursor.old.jsonl")).size, 4_000_001);
  });

  it("gives Claude Code a command that notes down where its transcripts are, once", async function () {
    if (process.platform === "win32") this.skip();
    await install(CLAUDE_HOOK);
    const told = (path: string): string =>
      JSON.stringify({ session_id: "s", transcript_path: path, cwd: "/home/ann/shop", prompt: "secret" });
    const paths = [
      "/home/ann/.claude-work/projects/-home-ann-shop/1.jsonl",
      "/home/ann/.claude-work/projects/-home-ann-shop/2.jsonl",
      "/home/ann/.claude-work/projects/-home-ann-other/3.jsonl",
      // Hooks of Claude Code run in Cursor too.
      "/home/ann/.cursor/projects/shop/agent-transcripts/4.jsonl",
      "relative/projects/a/5.jsonl",
      "/home/ann/elsewhere/6.jsonl",
    ];
    for (const path of paths) assert.equal(run(CLAUDE_HOOK, told(path)), "");
    assert.deepEqual(spooled("claudeCode.jsonl"), [{ projects: "/home/ann/.claude-work/projects" }]);
    await remove(CLAUDE_HOOK);
    assert.ok(!existsSync(join(home, ".claude", "settings.json")));
  });

  it("leaves a tool in peace whose ledger was deleted", async function () {
    if (process.platform === "win32") this.skip();
    await install();
    rmSync(ledgerFolder, { recursive: true });
    assert.equal(run(CURSOR_HOOK, "{}"), "");
  });
});
