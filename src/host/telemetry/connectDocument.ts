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
    `# Connect ${tool.name} to Token Legend`,
    `${tool.adds} What is received stays on this machine: Token Legend listens on ${addressOf(endpoint)} only, which no other machine reaches.`,
  ];
  if (isElsewhere) {
    parts.push(
      `${tool.name} sends its telemetry to ${existing.origin} already (${existing.place}). **Leave that as it is**: a tool has one endpoint. To send to both, put an OpenTelemetry Collector in between: let ${tool.name} send to the collector, and the collector to both. It may be the one you have.`,
    );
  } else if (existing === undefined) {
    parts.push(
      "Token Legend changes no settings of other tools. Put these lines where they belong; they are in the clipboard.",
    );
  } else {
    parts.push(`${tool.name} sends here already (${existing.place}). These are the lines, should you need them again:`);
  }
  for (const { place, language, text } of shown) parts.push(`${place}:`, `\`\`\`${language}\n${text}\n\`\`\``);
  parts.push(`Then start ${tool.name} anew. Run Diagnostics and this command show what has come in.`);
  return { markdown: `${parts.join("\n\n")}\n`, copied };
}

/** The part of a collector's configuration that sends to both. */
function collectorLines(endpoint: Endpoint, existing: ExistingEndpoint): SettingLines {
  const headers =
    endpoint.token === undefined ? [] : ["    headers:", `      Authorization: "Bearer ${endpoint.token}"`];
  return {
    place: "In the configuration of the collector",
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
