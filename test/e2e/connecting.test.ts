import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { logsRequest } from "../unit/otel/otlp.ts";
import { builtExtension } from "../support/builtExtension.ts";
import { type FixtureHome, makeFixtureHome } from "../support/fixtureHome.ts";
import { sendTelemetry } from "../support/sendTelemetry.ts";
import { StatusBarPage } from "../support/statusBarPage.ts";
import { openWorkbench } from "../support/vscodeHost/openWorkbench.ts";

/** A call that Claude Code reports and no transcript holds: 7,000 tokens. */
function apiRequest(atMs: number): string {
  const call = {
    "event.name": "api_request",
    "session.id": "session-of-titles",
    request_id: "req_of_no_transcript",
    model: "claude-haiku-4-5",
    input_tokens: 5000,
    output_tokens: 2000,
    cache_read_tokens: 0,
    cache_creation_tokens: 0,
  };
  return JSON.stringify(logsRequest({ name: "claude_code.api_request", atMs, service: "claude-code" }, call));
}

describe("connecting assistants as a person does it", function () {
  // Starting a workbench on a busy machine takes its time.
  this.timeout(180_000);
  const disposals: (() => unknown)[] = [];

  afterEach(async () => {
    for (let dispose = disposals.pop(); dispose !== undefined; dispose = disposals.pop()) await dispose();
  });

  async function open(): Promise<{ readonly bar: StatusBarPage; readonly fixture: FixtureHome }> {
    const fixture = makeFixtureHome();
    disposals.push(() => fixture.dispose());
    const workbench = await openWorkbench({ ...builtExtension(), home: fixture.home, log: () => undefined });
    disposals.push(() => workbench.dispose());
    const bar = new StatusBarPage(workbench.page);
    await bar.reads("100K");
    return { bar, fixture };
  }

  it("turns the receiver on, shows the lines for a tool, and counts what it then reports", async () => {
    const { bar } = await open();
    await bar.runCommand("Token Legend: Connect OpenTelemetry");
    await bar.page.getByRole("button", { name: "Turn On" }).click();
    await bar.page.locator(".quick-input-widget", { hasText: "Claude Code" }).waitFor();
    await bar.page.keyboard.press("Enter");
    const document = bar.page.locator(".monaco-editor .view-lines", { hasText: "OTEL_EXPORTER_OTLP_ENDPOINT" });
    await document.waitFor();
    await bar.photograph("connect-telemetry");
    const port = Number(/127\.0\.0\.1:(\d+)/.exec(await document.innerText())?.[1]);
    assert.equal(await sendTelemetry({ port, body: apiRequest(Date.now()) }), 200);
    await bar.reads("107K");
  });

  it("shows a hook before it installs it, and takes it away again without a trace", async () => {
    const { bar, fixture } = await open();
    const folder = join(fixture.home, ".cursor");
    mkdirSync(folder);
    await bar.runCommand("Token Legend: Install Cursor Hook");
    await bar.page.locator(".monaco-diff-editor .view-lines", { hasText: '"stop"' }).first().waitFor();
    assert.ok(!existsSync(join(folder, "hooks.json")), "nothing is changed before it is agreed to");
    await bar.answerNotification("Install");
    await bar.photograph("install-hook");
    await bar.readNotification("The hook is installed");
    assert.match(readFileSync(join(folder, "hooks.json"), "utf8"), /token-legend-cursor/);

    await bar.runCommand("Token Legend: Remove Cursor Hook");
    await bar.answerNotification("Remove");
    await bar.readNotification("is removed");
    assert.ok(!existsSync(join(folder, "hooks.json")));
  });
});
