import { t } from "@vscode/l10n";

import type { ExistingEndpoint } from "./existingEndpoint.ts";
import { addressOf, type Endpoint, type SettingLines, type TelemetryTool } from "./telemetryTools.ts";

/** What a person needs to read to connect a tool, and the lines that are copied. */
export interface ConnectDocument {
  readonly markdown: string;
  readonly copied: string;
}

/** How to connect a tool. A tool that sends elsewhere is not told to stop that: it is shown how to send to both. */
export function connectDocument(
  tool: TelemetryTool,
  endpoint: Endpoint,
  existing: ExistingEndpoint | undefined,
  platform: NodeJS.Platform,
): ConnectDocument {
  const lines = tool.lines(endpoint, platform);
  const isElsewhere = existing !== undefined && !existing.isOurs;
  const shown: readonly SettingLines[] = isElsewhere ? [collectorLines(endpoint, existing)] : lines;
  const copied = shown.map(({ text }) => text).join("\n\n");
  const parts = [
    `# ${t("Connect {0} to Token Legend", tool.name)}`,
    t(
      "{0} What is received stays on this machine: Token Legend listens on {1} only, which no other machine reaches.",
      tool.adds(),
      addressOf(endpoint),
    ),
  ];
  if (isElsewhere) {
    parts.push(
      t(
        "{0} sends its telemetry to {1} already ({2}). **Leave that as it is**: a tool has one endpoint. To send to both, put an OpenTelemetry Collector in between: let {0} send to the collector, and the collector to both. It may be the one you have.",
        tool.name,
        existing.origin,
        existing.place,
      ),
    );
  } else if (existing === undefined) {
    parts.push(
      t(
        "Token Legend changes no settings of other tools. Put these lines where they belong; they are in the clipboard.",
      ),
    );
  } else {
    parts.push(
      t("{0} sends here already ({1}). These are the lines, should you need them again:", tool.name, existing.place),
    );
  }
  for (const { place, language, text } of shown) parts.push(`${place}:`, `\`\`\`${language}\n${text}\n\`\`\``);
  parts.push(t("Then start {0} anew. Run Diagnostics and this command show what has come in.", tool.name));
  return { markdown: `${parts.join("\n\n")}\n`, copied };
}

/** The part of a collector's configuration that sends to both. */
function collectorLines(endpoint: Endpoint, existing: ExistingEndpoint): SettingLines {
  const headers =
    endpoint.token === undefined ? [] : ["    headers:", `      Authorization: "Bearer ${endpoint.token}"`];
  return {
    place: t("In the configuration of the collector"),
    language: "yaml",
    text: [
      "exporters:",
      "  otlphttp/existing:",
      `    endpoint: ${existing.origin}`,
      "  otlphttp/token-legend:",
      `    endpoint: ${addressOf(endpoint)}`,
      ...headers,
      "service:",
      "  pipelines:",
      ...["logs", "traces"].flatMap((signal) => [
        `    ${signal}:`,
        "      receivers: [otlp]",
        "      exporters: [otlphttp/existing, otlphttp/token-legend]",
      ]),
    ].join("\n"),
  };
}
