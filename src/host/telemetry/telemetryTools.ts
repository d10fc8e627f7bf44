import { t } from "@vscode/l10n";

/** Where tools are told to send to. */
export interface Endpoint {
  readonly port: number;
  /** `undefined`: none is asked for. */
  readonly token: string | undefined;
}

/** Lines to put in one place, whole as they are. */
export interface SettingLines {
  /** The place, in words. */
  readonly place: string;
  readonly language: "json" | "toml" | "yaml" | "sh" | "powershell";
  readonly text: string;
}

/** One tool that can send telemetry. */
export interface TelemetryTool {
  readonly sourceId: string;
  readonly name: string;
  /** What its telemetry adds to its logs. */
  readonly adds: () => string;
  readonly lines: (endpoint: Endpoint, platform: NodeJS.Platform) => readonly SettingLines[];
}

export function addressOf({ port }: Pick<Endpoint, "port">): string {
  return `http://127.0.0.1:${port}`;
}

const HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";

/** As the variable has it: a comma list of pairs, with the space escaped. */
function headersOf({ token }: Endpoint): Readonly<Record<string, string>> {
  return token === undefined ? {} : { [HEADERS]: `Authorization=Bearer%20${token}` };
}

export const TELEMETRY_TOOLS: readonly TelemetryTool[] = [
  {
    sourceId: "claudeCode",
    name: "Claude Code",
    adds: () =>
      t(
        "Adds the calls that its transcripts leave out, such as those for titles and summaries. All others are counted as before.",
      ),
    lines: (endpoint) => {
      const env = {
        CLAUDE_CODE_ENABLE_TELEMETRY: "1",
        OTEL_LOGS_EXPORTER: "otlp",
        OTEL_METRICS_EXPORTER: "otlp",
        OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
        OTEL_EXPORTER_OTLP_ENDPOINT: addressOf(endpoint),
        ...headersOf(endpoint),
      };
      return [json(t("In ~/.claude/settings.json, beside what is there"), { env })];
    },
  },
  {
    sourceId: "codex",
    name: "OpenAI Codex",
    adds: () => t("Adds threads that leave no rollout on this machine. All others are counted as before."),
    lines: (endpoint) => {
      const headers =
        endpoint.token === undefined ? "" : `, headers = { "Authorization" = "Bearer ${endpoint.token}" }`;
      return [
        {
          place: t("In ~/.codex/config.toml, at its end"),
          language: "toml",
          text: [
            "[otel]",
            "log_user_prompt = false",
            `exporter = { otlp-http = { endpoint = "${addressOf(endpoint)}/v1/logs", protocol = "json"${headers} } }`,
          ].join("\n"),
        },
      ];
    },
  },
  {
    sourceId: "geminiCli",
    name: "Gemini CLI",
    adds: () => t("Adds sessions that leave no chat on this machine. All others are counted as before."),
    lines: (endpoint, platform) => {
      const telemetry = {
        enabled: true,
        target: "local",
        otlpProtocol: "http",
        otlpEndpoint: addressOf(endpoint),
        logPrompts: false,
      };
      return [
        json(t("In ~/.gemini/settings.json, beside what is there"), { telemetry }),
        ...environment(
          t("And, as its settings have no place for the token, in the environment it is started from"),
          headersOf(endpoint),
          platform,
        ),
      ];
    },
  },
  {
    sourceId: "copilotChat",
    name: "GitHub Copilot Chat",
    adds: () =>
      t(
        "Adds the exact counts of each call, which its chat files have in part only. Such a chat is then counted by these calls alone.",
      ),
    lines: (endpoint, platform) => [
      json(t("In the settings.json of VS Code, beside what is there"), {
        "github.copilot.chat.otel.enabled": true,
        "github.copilot.chat.otel.exporterType": "otlp-http",
        "github.copilot.chat.otel.otlpEndpoint": addressOf(endpoint),
      }),
      ...environment(
        t("And, as its settings have no place for the token, in the environment VS Code is started from"),
        headersOf(endpoint),
        platform,
      ),
    ],
  },
  {
    sourceId: "copilotCli",
    name: "GitHub Copilot CLI",
    adds: () => t("Adds days of which its own files tell nothing. All others are counted as before."),
    lines: (endpoint, platform) =>
      environment(
        t("In the environment it is started from"),
        { COPILOT_OTEL_ENABLED: "true", OTEL_EXPORTER_OTLP_ENDPOINT: addressOf(endpoint), ...headersOf(endpoint) },
        platform,
      ),
  },
];

function json(place: string, value: object): SettingLines {
  return { place, language: "json", text: JSON.stringify(value, undefined, 2) };
}

function environment(
  place: string,
  variables: Readonly<Record<string, string>>,
  platform: NodeJS.Platform,
): readonly SettingLines[] {
  const pairs = Object.entries(variables);
  if (pairs.length === 0) return [];
  return platform === "win32"
    ? [{ place, language: "powershell", text: pairs.map(([name, value]) => `$env:${name} = "${value}"`).join("\n") }]
    : [{ place, language: "sh", text: pairs.map(([name, value]) => `export ${name}="${value}"`).join("\n") }];
}
