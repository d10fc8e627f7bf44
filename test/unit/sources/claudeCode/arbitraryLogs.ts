import * as fc from "fast-check";
import { callLine, userLine, type Fields } from "./claudeLines.ts";

/**
 * Lines as the tool writes them, as other programs write them again, and as nobody should: with the keys in any order, the
 * words a reader looks for inside of contents, few different ids, and long and short contents.
 */
const TRAPS = [
  '"usage":{"input_tokens":1}',
  '{"type":"user","message":{"role":"user"}}',
  '\\",\\"usage\\":',
  "ünï → 😀 店",
  '"parentUuid":"x"',
  "\u2028 } ] { [ , : \\ /",
  '"content":[{"type":"tool_result"',
];

const text = fc.oneof(
  fc.constantFrom(...TRAPS),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.integer({ min: 900, max: 2500 }).map((length) => "words ".repeat(length / 6)),
);
const nested: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
  value: fc.oneof({ depthSize: "small" }, text, fc.integer(), fc.boolean(), fc.constant(null), tie("object")),
  object: fc.dictionary(
    fc.constantFrom("usage", "content", "type", "message", "id", "input_tokens", "a", "requestId", "parentUuid"),
    tie("value"),
    { maxKeys: 4 },
  ),
})).object;

const block = fc.oneof(
  text.map((words) => ({ type: "text", text: words })),
  fc.tuple(fc.constantFrom("Bash", "WebSearch"), fc.constantFrom("t1", "t2"), nested).map(([name, id, input]) => ({
    type: "tool_use",
    id,
    name,
    input,
  })),
);
const content = fc.oneof({ weight: 4, arbitrary: fc.array(block, { maxLength: 2 }) }, { weight: 1, arbitrary: text });
const mostly = (usual: unknown, ...others: unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant<unknown>(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const count = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom<unknown>(0, 1, 7, 412, 20_000) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, "5", 1.5, -3, 1e17, 1e300) },
);
const usage = fc.record({
  input_tokens: count,
  output_tokens: count,
  cache_read_input_tokens: count,
  cache_creation_input_tokens: count,
  cache_creation: mostly({ ephemeral_5m_input_tokens: 3, ephemeral_1h_input_tokens: 4 }, null, undefined, {}),
  server_tool_use: mostly({ web_search_requests: 0 }, { web_search_requests: 2 }, null, undefined),
  iterations: mostly(
    [{ type: "message", input_tokens: 5, output_tokens: 6 }],
    [],
    [{ type: "advisor_message", model: "claude-sonnet-5", output_tokens: 3 }],
  ),
  speed: mostly("standard", "fast", 1),
});

const envelope = fc.record({
  parentUuid: mostly(
    "a0000000-0000-4000-8000-000000000000",
    null,
    undefined,
    'odd"id',
    "b0000000-0000-4000-8000-000000000000",
  ),
  isSidechain: mostly(false, true),
  cwd: mostly("/home/ann/shop", "/home/änn/{店}", "C:\\shop"),
  requestId: mostly("req_1", "req_2", undefined, "", 'req"3', "req_é"),
  uuid: fc.uuid(),
  timestamp: fc.oneof(
    {
      weight: 9,
      arbitrary: fc.integer({ min: 0, max: 90_000_000 }).map((ms) => new Date(1_790_000_000_000 + ms).toISOString()),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<unknown>(undefined, "2026-02-30T00:00:00.000Z", "2026-09-12T25:00:00.000Z", "soon", 7),
    },
  ),
});

const call = fc
  .record({
    envelope,
    usage,
    content,
    id: mostly("msg_1", "msg_2", undefined, "", "msg_é"),
    stop: mostly(null, "end_turn"),
    type: mostly("assistant", undefined, "user"),
  })
  .map((parts) => {
    const line = callLine({
      line: { ...parts.envelope, type: parts.type },
      message: { id: parts.id, content: parts.content, stop_reason: parts.stop },
    });
    return withUsage(line, parts.usage);
  });

const turn = fc
  .record({
    envelope,
    content: fc.oneof(content, fc.constant([{ tool_use_id: "t1", type: "tool_result", content: "ok" }])),
    extra: nested,
    searches: mostly(undefined, 2, 0, "1"),
  })
  .map((parts) =>
    userLine(parts.content, {
      ...parts.envelope,
      ...(parts.searches === undefined ? {} : { toolUseResult: { results: parts.extra, searchCount: parts.searches } }),
    }),
  );

const progress = fc.tuple(envelope, call).map(([fields, message]) =>
  callLine({
    line: {
      ...fields,
      type: "progress",
      message: undefined,
      data: { type: "agent_progress", agentId: "a1", message },
    },
  }),
);
const other = fc
  .tuple(envelope, nested, fc.constantFrom("system", "attachment", "summary"))
  .map(([fields, value, type]) => callLine({ line: { ...fields, type, message: undefined, value } }));

type Layout = "as-is" | "type-first" | "sorted" | "reversed" | "spaced";
const layout = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Layout>("as-is") },
  { weight: 3, arbitrary: fc.constantFrom<Layout>("type-first", "sorted", "reversed", "spaced") },
);

/** One line of a log as text. */
const logLine: fc.Arbitrary<string> = fc
  .tuple(fc.oneof({ weight: 6, arbitrary: call }, { weight: 2, arbitrary: turn }, progress, other), layout)
  .map(([line, how]) => write(line, how));

/** As the tool writes every line of a conversation. */
const parentedLine = logLine.filter((line) => /"parentUuid" ?:/.test(line));

/** Now and then a line has lost its newline, or its end as well. */
const writtenLine: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: logLine },
  { weight: 1, arbitrary: fc.tuple(logLine, parentedLine).map(([first, second]) => first + second) },
  {
    weight: 1,
    arbitrary: fc.tuple(call, fc.nat({ max: 90 })).map(([line, percent]) => cut(JSON.stringify(line), percent)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(call, fc.nat({ max: 90 }), parentedLine)
      .map(([line, percent, next]) => cut(JSON.stringify(line), percent) + next),
  },
);

/** Lines of a log, many of which repeat another one with a small change. */
export const logLines: fc.Arbitrary<readonly string[]> = fc
  .array(fc.tuple(writtenLine, fc.nat({ max: 3 }), fc.constantFrom("", "output_tokens", "timestamp", "uuid")), {
    maxLength: 8,
  })
  .map((lines) =>
    lines.flatMap(([line, copies, changed]) => [line, ...Array.from({ length: copies }, () => change(line, changed))]),
  );

function cut(line: string, percent: number): string {
  return line.slice(0, Math.floor((line.length * percent) / 100));
}

function withUsage(line: Fields, usageFields: Fields): Fields {
  const message = line["message"];
  return typeof message === "object" ? { ...line, message: { ...message, usage: usageFields } } : line;
}

function change(line: string, key: string): string {
  if (key === "output_tokens") return line.replace(/"output_tokens":\d+/, '"output_tokens":99');
  if (key === "timestamp") return line.replace(/"timestamp":"2026-\d\d-\d\dT\d\d/, '"timestamp":"2026-09-21T13');
  return key === "uuid" ? line.replace(/"uuid":"[0-9a-f]{8}/, '"uuid":"00000000') : line;
}

function write(line: Fields, how: Layout): string {
  const { type, ...rest } = line;
  switch (how) {
    case "as-is":
      return JSON.stringify(line);
    case "type-first":
      return JSON.stringify({ parentUuid: rest["parentUuid"], type, ...rest });
    case "sorted":
      return JSON.stringify(line, (_key, value: unknown) => reorder(value, (keys) => keys.toSorted()));
    case "reversed":
      return JSON.stringify(line, (_key, value: unknown) => reorder(value, (keys) => keys.toReversed()));
    case "spaced":
      return JSON.stringify(line, undefined, 1).replaceAll(/\n\s*/g, " ");
  }
}

function reorder(value: unknown, order: (keys: readonly string[]) => readonly string[]): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const fields = new Map(Object.entries(value));
  return Object.fromEntries(order([...fields.keys()]).map((key) => [key, fields.get(key)]));
}
