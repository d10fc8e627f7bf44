import { isIP } from "node:net";
import * as v from "valibot";
import { LEAST_PEOPLE, LEAST_PEOPLE_FLOOR } from "../core/board/publication/leastPeople.ts";
import { PlainFault } from "./plainFault.ts";
import { PLAIN_NAME, text, webAddress } from "./settingForms.ts";
import { OIDC_SETTINGS, readOidcConfig, type OidcConfig } from "./oidc/oidcConfig.ts";

const PREFIX = "BOARD_";
const HOST_NAME = /^(?=.{1,253}$)[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?$/i;
const PUBLIC_URL = /^https?:\/\/[a-z0-9.-]{1,253}(?::\d{1,5})?\/?$/i;
/** A key goes over the network in no other way than encrypted. */
const PROVIDER_URL = /^(?:https:\/\/[a-z0-9.-]{1,253}|http:\/\/(?:localhost|127\.0\.0\.1))(?::\d{1,5})?\/?$/i;

// Each says what a setting has to be, as the words after "has to be".
const number = (least: number, most: number): v.GenericSchema<string, number> => {
  const words = `a whole number from ${least} to ${most}`;
  return v.pipe(
    v.string(),
    v.regex(/^\d{1,9}$/, words),
    v.transform(Number),
    v.minValue(least, words),
    v.maxValue(most, words),
  );
};
const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;

const schema = v.object({
  DATABASE_URL: v.optional(
    text(/^postgres(?:ql)?:\/\/\S+$/, "a PostgreSQL address such as postgres://user:password@host/name"),
  ),
  BOARD_DATA: v.optional(v.string()),
  BOARD_HOST: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (host) => isIP(host) !== 0 || HOST_NAME.test(host),
        "an address of this machine such as 127.0.0.1, or 0.0.0.0 for all",
      ),
    ),
    "127.0.0.1",
  ),
  BOARD_PORT: v.optional(number(0, 65_535), "8787"),
  BOARD_NAME: v.optional(PLAIN_NAME, "Team board"),
  BOARD_OPERATOR_TOKEN: v.optional(
    text(/^[\x21-\x7e]{32,200}$/, "32 to 200 characters without spaces, such as openssl rand -hex 24 makes"),
  ),
  BOARD_CONNECTIONS: v.optional(number(2, 200), "10"),
  BOARD_INTERVAL_SECONDS: v.optional(number(5, 3_600), "300"),
  BOARD_PUBLIC_URL: v.optional(webAddress(PUBLIC_URL, "an address without a path, such as https://board.example.com")),
  BOARD_TRUST_PROXY: v.optional(number(0, 9), "0"),
  ...OIDC_SETTINGS,
  BOARD_LEAST_PEOPLE: v.optional(number(LEAST_PEOPLE_FLOOR, 1_000), String(LEAST_PEOPLE)),
  BOARD_LEGAL_TEXT: v.optional(v.pipe(v.string(), v.maxLength(20_000, "a text of 20000 characters at most"))),
  BOARD_ANTHROPIC_ADMIN_KEY: v.optional(
    text(
      /^[\x21-\x7e]{20,300}$/,
      "an admin key of 20 to 300 characters without spaces, which begins with sk-ant-admin",
    ),
  ),
  BOARD_ANTHROPIC_URL: v.optional(
    webAddress(PROVIDER_URL, "an https address without a path, such as https://api.anthropic.com"),
    "https://api.anthropic.com",
  ),
  BOARD_LOG: v.optional(v.picklist(LOG_LEVELS, `one of ${LOG_LEVELS.join(", ")}`), "info"),
});

/** All names that the environment may have for the board. */
export const SETTING_NAMES: readonly string[] = Object.keys(schema.entries);

export interface BoardConfig {
  /** PostgreSQL where an address is given, else the folder of the embedded one. */
  readonly database: { readonly url: string } | { readonly folder: string };
  readonly host: string;
  readonly port: number;
  readonly name: string;
  /** Makes invitations; without it there is no way to make any over the network. */
  readonly operatorToken: string | undefined;
  /** Connections to PostgreSQL for uploads; as many again serve readers. */
  readonly connections: number;
  /** How long devices are asked to wait between uploads. */
  readonly intervalS: number;
  /** Fewer people than this are told nothing of as a group. */
  readonly leastPeople: number;
  /** What the company has to say to who joins, shown before they agree. */
  readonly legalText: string | undefined;
  /** Where people open the board's page; `undefined` where nobody has told. */
  readonly publicUrl: string | undefined;
  /** Proxies in front of the server, whose word for whom they speak is believed. */
  readonly trustProxy: number;
  /** `undefined` where people sign in with codes alone. */
  readonly oidc: OidcConfig | undefined;
  /** Where a provider's own report of each day is read, and with which key; `undefined` where it is not. */
  readonly anthropic: { readonly url: string; readonly key: string } | undefined;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

/** A setting of the environment is wrong; the message names it and never repeats its value. */
export class ConfigError extends PlainFault {
  override readonly name = "ConfigError";
}

/** @throws ConfigError naming every setting that is wrong, also one that does not exist: a misspelt one would be ignored */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): BoardConfig {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const unknown = Object.keys(given).filter((name) => name.startsWith(PREFIX) && !(name in schema.entries));
  const read = v.safeParse(schema, given, { abortPipeEarly: true });
  const wrong = read.success
    ? []
    : read.issues.map((issue) => `${v.getDotPath(issue) ?? "?"} has to be ${issue.message}`);
  const faults = [...wrong, ...unknown.map((name) => `${name} is no setting`)];
  const oidc = read.success ? readOidcConfig(read.output, read.output.BOARD_PUBLIC_URL) : undefined;
  faults.push(...(oidc?.faults ?? []));
  if (!read.success || faults.length > 0) throw new ConfigError(`The environment is not right: ${faults.join("; ")}.`);
  const settings = read.output;
  return {
    database: databaseOf(settings.DATABASE_URL, settings.BOARD_DATA),
    host: settings.BOARD_HOST,
    port: settings.BOARD_PORT,
    name: settings.BOARD_NAME,
    operatorToken: settings.BOARD_OPERATOR_TOKEN,
    connections: settings.BOARD_CONNECTIONS,
    intervalS: settings.BOARD_INTERVAL_SECONDS,
    leastPeople: settings.BOARD_LEAST_PEOPLE,
    legalText: settings.BOARD_LEGAL_TEXT,
    publicUrl: settings.BOARD_PUBLIC_URL,
    trustProxy: settings.BOARD_TRUST_PROXY,
    oidc: oidc?.config,
    anthropic: anthropicOf(settings.BOARD_ANTHROPIC_ADMIN_KEY, settings.BOARD_ANTHROPIC_URL),
    logLevel: settings.BOARD_LOG,
  };
}

function anthropicOf(key: string | undefined, url: string): BoardConfig["anthropic"] {
  return key === undefined ? undefined : { key, url: url.replace(/\/$/, "") };
}

function databaseOf(url: string | undefined, folder: string | undefined): BoardConfig["database"] {
  if (url !== undefined && folder !== undefined)
    throw new ConfigError("DATABASE_URL and BOARD_DATA are both set: a board keeps its data in one place.");
  if (url !== undefined) return { url };
  if (folder !== undefined) return { folder };
  throw new ConfigError("Set BOARD_DATA to a folder for the board's data, or DATABASE_URL to a PostgreSQL database.");
}
