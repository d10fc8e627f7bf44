import assert from "node:assert/strict";
import { nameOf, type TappedRequest } from "./wireTap.ts";

/** What a value may be: its JSON has to be all of the pattern. Or a list, or an object of no other fields. */
type Allowed = RegExp | readonly [Allowed] | { readonly [field: string]: Allowed };

interface WireRoute {
  /** What of `BoardClient` asks it. */
  readonly asks: string;
  /** Whose signature goes with it. */
  readonly signedBy: "nobody" | "newKey" | "device";
  /** None where nothing but the address is sent. */
  readonly body?: Allowed;
}

/** What a person of the tests has typed, to be told: the one text that leaves as somebody wrote it. */
export const TYPED = { handle: "Ada L.", explanation: "A new tool, tried for a day." } as const;

const COUNT = /\d{1,16}/;
const UUID = /"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"/;
const INVITATION = /"[2-9a-z]{4}(?:-[2-9a-z]{4}){4}"/;
const PUBLIC_KEY = /"[\w-]{43}"/;

/** Sums of an hour, and what they are of. */
const ROW = {
  h: COUNT,
  tool: /"(?:claudeCode|codex)"/,
  model: /"(?:claude-opus-4-5|gpt-5\.2-codex|other)"/,
  mode: /[01]/,
  rev: COUNT,
  toolVersion: /"(?:2\.1\.9)?"/,
  in: COUNT,
  out: COUNT,
  cr: COUNT,
  cw: COUNT,
  calls: COUNT,
  busy: COUNT,
  turns: COUNT,
  maxPrompt: COUNT,
  recount: COUNT,
  sess: COUNT,
} as const;

const BATCH = {
  v: /1/,
  batchId: UUID,
  boardId: UUID,
  memberId: COUNT,
  deviceId: COUNT,
  seq: COUNT,
  sentAt: COUNT,
  consentVersion: COUNT,
  parser: COUNT,
  rows: [ROW],
} as const;

const OUTCOME_DAY = {
  day: COUNT,
  merged: COUNT,
  effAdded: COUNT,
  effMatured: COUNT,
  effSurviving: COUNT,
  reworked: COUNT,
  testRuns: COUNT,
  testGreen: COUNT,
  promptToMergeH: /null/,
  costMaturedMicro: COUNT,
  rev: COUNT,
} as const;

const CLAIM = {
  hash: /"[\w-]{22}"/,
  firstHour: COUNT,
  lastHour: COUNT,
  calls: COUNT,
  in: COUNT,
  out: COUNT,
  cr: COUNT,
  cw: COUNT,
  turns: COUNT,
} as const;

const BADGE = { badge: /"open-book"/, grade: /[1-4]/, since: COUNT } as const;

/**
 * All that may leave for a board, by method and path: the page docs/sync.md in a form that requests can be held against. Written
 * by hand, so that a field that is added to the program's own lists is missing here. `*` stands for a number.
 */
export const WIRE: Readonly<Record<string, WireRoute>> = {
  "GET /v1/board": { asks: "info", signedBy: "nobody" },
  "POST /v1/devices": {
    asks: "register",
    signedBy: "newKey",
    body: { v: /1/, code: INVITATION, publicKey: PUBLIC_KEY },
  },
  "POST /v1/sync": { asks: "sync", signedBy: "device", body: BATCH },
  "POST /v1/outcomes": { asks: "sendOutcomes", signedBy: "device", body: { v: /1/, days: [OUTCOME_DAY] } },
  "PUT /v1/me/listing": {
    asks: "setListing",
    signedBy: "device",
    body: { listed: /true|false/, handle: /"Ada L\."/ },
  },
  "PUT /v1/me/badges": { asks: "shareBadges", signedBy: "device", body: { title: /"open-book"/, badges: [BADGE] } },
  "POST /v1/me/signals/*/appeal": {
    asks: "appeal",
    signedBy: "device",
    body: {
      kind: /"(?:resend|explain|askPerson)"/,
      choice: /"newTool"/,
      text: /"A new tool, tried for a day\."/,
    },
  },
  "GET /v1/me/evidence": { asks: "evidenceTerms", signedBy: "device" },
  "POST /v1/me/evidence": { asks: "sendEvidence", signedBy: "device", body: { v: /1/, claims: [CLAIM] } },
  "GET /v1/volume": { asks: "volume", signedBy: "device" },
  "GET /v1/me": { asks: "standing", signedBy: "device" },
  "GET /v1/me/page": { asks: "page", signedBy: "device" },
  "GET /v1/me/export": { asks: "export", signedBy: "device" },
  "POST /v1/me/sign-in-codes": { asks: "makeSignInCode", signedBy: "device", body: {} },
  "POST /v1/me/links": { asks: "makeLink", signedBy: "device", body: {} },
  "POST /v1/me/devices/revoke": { asks: "revokeDevice", signedBy: "device", body: { deviceId: COUNT } },
  "POST /v1/me/leave": { asks: "leave", signedBy: "device", body: {} },
};

/** What every program that speaks HTTP says; no value of it tells machines apart. */
const PLAIN_HEADERS = {
  host: /127\.0\.0\.1:\d+/,
  connection: /keep-alive/,
  accept: /application\/json/,
  "accept-language": /\*/,
  "accept-encoding": /gzip, deflate/,
  "sec-fetch-mode": /cors/,
  "user-agent": /node/,
} as const;
const SIGNATURE_HEADERS = { "x-sent-at": /\d{13}/, "x-signature": /[\w-]{86}/ } as const;
const DEVICE_HEADER = { authorization: /Device \d+\.\d+/ } as const;
const BODY_HEADERS = { "content-type": /application\/json/, "content-length": /\d+/ } as const;

/** Name of the route that a request goes to. */
export function routeOf(sent: TappedRequest): string {
  return nameOf(sent).replaceAll(/\/\d+(?=\/|$)/g, "/*");
}

/**
 * Everything that a request says, by route and field: `POST /v1/sync rows[].h`.
 * @throws AssertionError for a route, header, field or value that is not allowed
 */
export function saidBy(sent: TappedRequest): readonly string[] {
  const name = routeOf(sent);
  const route = Object.hasOwn(WIRE, name) ? WIRE[name] : undefined;
  assert.ok(route !== undefined, `${name} is no route of the contract`);
  const headers: Readonly<Record<string, RegExp>> = {
    ...PLAIN_HEADERS,
    ...(route.signedBy === "nobody" ? {} : SIGNATURE_HEADERS),
    ...(route.signedBy === "device" ? DEVICE_HEADER : {}),
    ...(route.body === undefined ? {} : BODY_HEADERS),
  };
  for (const [header, values] of Object.entries(sent.headers)) {
    const pattern = Object.hasOwn(headers, header) ? headers[header] : undefined;
    assert.ok(pattern !== undefined, `${name} has the header ${header}`);
    for (const value of values) assertIs(value, pattern, `${name} ${header}`);
  }
  if (route.body === undefined) {
    assert.equal(sent.body, "", `${name} has a body`);
    return [];
  }
  const body = JSON.parse(sent.body) as unknown;
  assert.equal(sent.body, JSON.stringify(body), `${name} has more than its JSON, or a field twice`);
  return [...fieldsOf(body, route.body, name, " ")];
}

/** Everything that the contract lets a request say, named as `saidBy` does. */
export function allAllowed(): readonly string[] {
  return Object.entries(WIRE).flatMap(([name, { body }]) => (body === undefined ? [] : [...namesIn(body, name, " ")]));
}

function* fieldsOf(value: unknown, allowed: Allowed, at: string, before: string): Generator<string> {
  if (allowed instanceof RegExp) {
    assertIs(JSON.stringify(value), allowed, at);
    yield at;
  } else if (isList(allowed)) {
    assert.ok(Array.isArray(value), `${at} is no list`);
    for (const item of value as readonly unknown[]) yield* fieldsOf(item, allowed[0], `${at}[]`, ".");
  } else {
    assert.ok(typeof value === "object" && value !== null && !Array.isArray(value), `${at} is no object`);
    for (const [field, part] of Object.entries(value)) {
      const within = Object.hasOwn(allowed, field) ? allowed[field] : undefined;
      assert.ok(within !== undefined, `${at} has the field ${field}`);
      yield* fieldsOf(part, within, `${at}${before}${field}`, ".");
    }
  }
}

function* namesIn(allowed: Allowed, at: string, before: string): Generator<string> {
  if (allowed instanceof RegExp) yield at;
  else if (isList(allowed)) yield* namesIn(allowed[0], `${at}[]`, ".");
  else for (const [field, part] of Object.entries(allowed)) yield* namesIn(part, `${at}${before}${field}`, ".");
}

function isList(allowed: Exclude<Allowed, RegExp>): allowed is readonly [Allowed] {
  return Array.isArray(allowed);
}

function assertIs(text: string, pattern: RegExp, what: string): void {
  assert.match(text, new RegExp(`^(?:${pattern.source})$`), what);
}
