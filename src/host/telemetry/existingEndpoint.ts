import { join } from "node:path";

import { t } from "@vscode/l10n";
import { type Node, findNodeAtLocation, parseTree } from "jsonc-parser";

/** What can be looked at to find out where a tool sends to. */
export interface TelemetrySurroundings {
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Text of a tool's settings file; `undefined` where it is missing or cannot be read. */
  readonly readText: (path: string) => string | undefined;
  /** A setting of this editor. */
  readonly setting: (id: string) => unknown;
}

/** An endpoint a tool has been told of already. */
export interface ExistingEndpoint {
  /** The variable or file that names it. */
  readonly place: string;
  /** Scheme, host and port alone: the rest may hold a secret. */
  readonly origin: string;
  readonly isOurs: boolean;
}

/** Where a tool sends telemetry to now, as far as can be told; `undefined` where it is not told to send any. */
export function existingEndpoint(
  sourceId: string,
  surroundings: TelemetrySurroundings,
  port: number | undefined,
): ExistingEndpoint | undefined {
  for (const { place, value } of candidates(sourceId, surroundings)) {
    if (typeof value !== "string" || value === "") continue;
    const { origin, isLoopback, port: other } = parse(value);
    return { place, origin, isOurs: isLoopback && port !== undefined && other === port };
  }
  return undefined;
}

interface Candidate {
  readonly place: string;
  readonly value: unknown;
}

const ENDPOINTS = ["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"] as const;

function candidates(sourceId: string, surroundings: TelemetrySurroundings): readonly Candidate[] {
  const { home, env, readText, setting } = surroundings;
  const variables = (...names: readonly string[]): readonly Candidate[] =>
    names.map((name) => ({ place: t("the variable {0}", name), value: env[name] }));
  const inJson = (path: string, ...keys: readonly string[]): Candidate => ({
    place: path,
    value: valueAt(readText(path), keys),
  });
  switch (sourceId) {
    case "claudeCode": {
      const settings = join(env["CLAUDE_CONFIG_DIR"] || join(home, ".claude"), "settings.json");
      return [...ENDPOINTS.map((name) => inJson(settings, "env", name)), ...variables(...ENDPOINTS)];
    }
    case "codex": {
      const path = join(env["CODEX_HOME"] || join(home, ".codex"), "config.toml");
      return [{ place: path, value: endpointInToml(readText(path)) }];
    }
    case "geminiCli": {
      const settings = join(home, ".gemini", "settings.json");
      return [
        ...variables("GEMINI_TELEMETRY_OUTFILE", "GEMINI_TELEMETRY_OTLP_ENDPOINT"),
        inJson(settings, "telemetry", "outfile"),
        inJson(settings, "telemetry", "otlpEndpoint"),
      ];
    }
    case "copilotChat": {
      const id = "github.copilot.chat.otel.otlpEndpoint";
      const isOn = setting("github.copilot.chat.otel.enabled") === true;
      return [
        ...variables("COPILOT_OTEL_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"),
        { place: t("the setting {0}", id), value: isOn ? setting(id) : undefined },
      ];
    }
    default:
      return variables("COPILOT_OTEL_FILE_EXPORTER_PATH", "OTEL_EXPORTER_OTLP_ENDPOINT");
  }
}

function valueAt(text: string | undefined, keys: readonly string[]): unknown {
  const tree: Node | undefined = text === undefined ? undefined : parseTree(text);
  const value: unknown = tree === undefined ? undefined : findNodeAtLocation(tree, [...keys])?.value;
  return value;
}

/** The first endpoint below a heading of `otel`. No more of TOML needs to be understood to say that there is one. */
function endpointInToml(text: string | undefined): string | undefined {
  const lines = (text ?? "").split(/\r?\n/).filter((line) => !/^\s*#/.test(line));
  let isOtel = false;
  for (const line of lines) {
    const heading = /^\s*\[\s*([^\]]*?)\s*\]/.exec(line)?.[1];
    if (heading !== undefined) isOtel = heading === "otel" || heading.startsWith("otel.");
    const endpoint =
      isOtel || /^\s*otel\b/.test(line) ? /\bendpoint\s*=\s*["']([^"']+)["']/.exec(line)?.[1] : undefined;
    if (endpoint !== undefined) return endpoint;
  }
  return undefined;
}

interface ParsedEndpoint {
  readonly origin: string;
  readonly isLoopback: boolean;
  readonly port: number | undefined;
}

function parse(endpoint: string): ParsedEndpoint {
  if (!URL.canParse(endpoint)) return { origin: t("a file or another place"), isLoopback: false, port: undefined };
  const { protocol, host, hostname, port } = new URL(endpoint);
  const isHttp = protocol === "http:" || protocol === "https:";
  return {
    origin: isHttp ? `${protocol}//${host}` : t("a file or another place"),
    isLoopback: ["127.0.0.1", "localhost", "[::1]"].includes(hostname),
    port: port === "" ? undefined : Number(port),
  };
}
