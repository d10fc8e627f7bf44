import assert from "node:assert/strict";

import { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { LoggerProvider, SimpleLogRecordProcessor } from "@opentelemetry/sdk-logs";
import { parse } from "jsonc-parser";

import { connectDocument } from "../../../../src/host/telemetry/connectDocument.ts";
import { existingEndpoint, type TelemetrySurroundings } from "../../../../src/host/telemetry/existingEndpoint.ts";
import { TELEMETRY_TOOLS, type TelemetryTool } from "../../../../src/host/telemetry/telemetryTools.ts";
import { EMITTERS } from "../../../../src/otel/emitters.ts";
import { Receiver } from "../../../../src/otel/receiver.ts";

const OPEN = { port: 23_456, token: undefined };
const GUARDED = { port: 23_456, token: "a_token-1" };

function tool(sourceId: string): TelemetryTool {
  const found = TELEMETRY_TOOLS.find((each) => each.sourceId === sourceId);
  assert.ok(found !== undefined);
  return found;
}

function surroundings(changes: Partial<TelemetrySurroundings> & { readonly files?: Readonly<Record<string, string>> }) {
  const { files = {}, ...rest } = changes;
  return {
    home: "/home/ann",
    env: {},
    readText: (path: string) => files[path.replaceAll("\\", "/")],
    setting: () => undefined,
    ...rest,
  };
}

describe("the lines that connect a tool", () => {
  it("are there for every assistant whose telemetry is understood", () => {
    assert.deepEqual(
      TELEMETRY_TOOLS.map(({ sourceId }) => sourceId).toSorted(),
      EMITTERS.map(({ sourceId }) => sourceId).toSorted(),
    );
  });

  it("name the address, ask for no prompts, and hold the token where one is asked for and only there", () => {
    for (const { lines, name } of TELEMETRY_TOOLS) {
      for (const platform of ["linux", "win32"] as const) {
        const open = lines(OPEN, platform).map(({ text }) => text);
        assert.match(open.join("\n"), /http:\/\/127\.0\.0\.1:23456\b/, name);
        assert.doesNotMatch(open.join("\n"), /Authorization|undefined/, name);
        const guarded = lines(GUARDED, platform).map(({ text }) => text);
        assert.match(guarded.join("\n"), /Authorization.*a_token-1/, name);
        assert.doesNotMatch(guarded.join("\n"), /(log_user_prompt|logPrompts|USER_PROMPTS)\W+(true|1)/, name);
      }
    }
  });

  it("are JSON that can be put into a settings file", () => {
    const env = { CLAUDE_CODE_ENABLE_TELEMETRY: "1", OTEL_LOGS_EXPORTER: "otlp" };
    const [claude] = tool("claudeCode").lines(GUARDED, "linux");
    assert.ok(claude?.language === "json");
    const settings = parse(claude.text) as { readonly env: Readonly<Record<string, string>> };
    assert.deepEqual({ ...settings.env, ...env }, settings.env);
    assert.equal(settings.env["OTEL_EXPORTER_OTLP_HEADERS"], "Authorization=Bearer%20a_token-1");
  });

  it("set an environment in the way of the platform", () => {
    const cli = tool("copilotCli");
    assert.match(cli.lines(OPEN, "linux")[0]?.text ?? "", /^export COPILOT_OTEL_ENABLED="true"$/m);
    assert.match(cli.lines(OPEN, "win32")[0]?.text ?? "", /^\$env:COPILOT_OTEL_ENABLED = "true"$/m);
  });

  it("are understood by OpenTelemetry's own exporter, the token among them", async () => {
    const statuses: number[] = [];
    const receiver = await Receiver.start({
      port: 0,
      token: GUARDED.token,
      keep: () => 0,
      onAnswer: (status) => statuses.push(status),
    });
    const before = { ...process.env };
    try {
      const [claude] = tool("claudeCode").lines({ port: receiver.address?.port ?? 0, token: GUARDED.token }, "linux");
      Object.assign(process.env, (parse(claude?.text ?? "") as { readonly env: object }).env);
      const provider = new LoggerProvider({
        processors: [new SimpleLogRecordProcessor({ exporter: new OTLPLogExporter() })],
      });
      provider.getLogger("test").emit({ body: "hello" });
      await provider.shutdown();
    } finally {
      for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
      await receiver.stop();
    }
    assert.deepEqual(statuses, [200]);
  });
});

describe("the page that connects a tool", () => {
  it("shows the lines that are copied", () => {
    const { markdown, copied } = connectDocument(tool("codex"), OPEN, undefined, "linux");
    assert.match(copied, /^\[otel\]$/m);
    assert.ok(markdown.includes(`\`\`\`toml\n${copied}\n\`\`\``));
    assert.match(markdown, /changes no settings of other tools/);
  });

  it("replaces no endpoint that a tool has, and shows how to send to both", () => {
    const existing = { place: "/home/ann/.codex/config.toml", origin: "https://collector.example", isOurs: false };
    const { markdown, copied } = connectDocument(tool("codex"), GUARDED, existing, "linux");
    assert.match(markdown, /Leave that as it is/);
    assert.doesNotMatch(copied, /\[otel\]/);
    assert.match(copied, /otlphttp\/existing:\n {4}endpoint: https:\/\/collector\.example/);
    assert.match(copied, /exporters: \[otlphttp\/existing, otlphttp\/token-legend\]/);
    assert.match(copied, /Authorization: "Bearer a_token-1"/);
  });

  it("says so where a tool sends here already", () => {
    const existing = { place: "the variable X", origin: "http://127.0.0.1:23456", isOurs: true };
    assert.match(connectDocument(tool("claudeCode"), OPEN, existing, "linux").markdown, /sends here already/);
  });
});

describe("where a tool sends its telemetry to", () => {
  const find = (sourceId: string, changes: Parameters<typeof surroundings>[0]) =>
    existingEndpoint(sourceId, surroundings(changes), 23_456);

  it("is nowhere where nothing says otherwise", () => {
    for (const { sourceId } of TELEMETRY_TOOLS) assert.equal(find(sourceId, {}), undefined, sourceId);
  });

  it("is told by the environment and by settings files, also with comments", () => {
    const variable = { OTEL_EXPORTER_OTLP_ENDPOINT: "https://user:secret@otel.example:4318/x?key=secret" };
    for (const sourceId of ["claudeCode", "copilotChat", "copilotCli"]) {
      assert.deepEqual(find(sourceId, { env: variable }), {
        place: "the variable OTEL_EXPORTER_OTLP_ENDPOINT",
        origin: "https://otel.example:4318",
        isOurs: false,
      });
    }
    const claude = '{ // mine\n"env": { "OTEL_EXPORTER_OTLP_ENDPOINT": "http://localhost:23456", }, }';
    assert.equal(find("claudeCode", { files: { "/home/ann/.claude/settings.json": claude } })?.isOurs, true);
    const work = { env: { CLAUDE_CONFIG_DIR: "/srv/claude" }, files: { "/srv/claude/settings.json": claude } };
    assert.equal(find("claudeCode", work)?.isOurs, true);
    const gemini = '{"telemetry":{"otlpEndpoint":"http://localhost:4317"}}';
    assert.equal(find("geminiCli", { files: { "/home/ann/.gemini/settings.json": gemini } })?.isOurs, false);
    const outfile = '{"telemetry":{"outfile":"/home/ann/t.json"}}';
    assert.equal(
      find("geminiCli", { files: { "/home/ann/.gemini/settings.json": outfile } })?.origin,
      "a file or another place",
    );
  });

  it("is told by Codex's settings, in whichever way they nest", () => {
    const forms = [
      '[otel]\nexporter = { otlp-http = { endpoint = "http://otel.example/v1/logs" } }',
      '[otel.exporter.otlp-http]\nendpoint = "http://otel.example/v1/logs"\n[tools]\n',
      "otel.exporter.otlp-http.endpoint = 'http://otel.example/v1/logs'",
      'model = "x"\n[ otel ]\n# endpoint = "http://127.0.0.1:23456"\ntrace_exporter = { otlp-http = { endpoint = "http://otel.example" } }',
    ];
    for (const text of forms) {
      assert.equal(
        find("codex", { files: { "/home/ann/.codex/config.toml": text } })?.origin,
        "http://otel.example",
        text,
      );
    }
    for (const text of ['[mcp]\nendpoint = "http://otel.example"', "[otel]\nenvironment = 'dev'"]) {
      assert.equal(find("codex", { files: { "/home/ann/.codex/config.toml": text } }), undefined, text);
    }
  });

  it("is told by the editor's settings where they are turned on", () => {
    const settings = (isOn: boolean) => (id: string) =>
      id.endsWith(".enabled") ? isOn : id.endsWith(".otlpEndpoint") ? "http://127.0.0.1:23456" : undefined;
    assert.equal(find("copilotChat", { setting: settings(true) })?.isOurs, true);
    assert.equal(find("copilotChat", { setting: settings(false) }), undefined);
  });

  it("survives files of any kind", () => {
    for (const text of ["", "{", "[]", "7", '{"env":7}', '{"env":{"OTEL_EXPORTER_OTLP_ENDPOINT":7}}', "\u0000"]) {
      const files = {
        "/home/ann/.claude/settings.json": text,
        "/home/ann/.gemini/settings.json": text,
        "/home/ann/.codex/config.toml": text,
      };
      for (const { sourceId } of TELEMETRY_TOOLS) assert.equal(find(sourceId, { files }), undefined);
    }
  });
});
