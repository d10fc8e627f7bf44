// Usage: node test/bench/board/main.ts [--engine postgres|pglite] [--members N] [--hours N] [--rate N] [--reads N] [--seconds N]
import { parseArgs } from "node:util";
import { runBoard } from "./runBoard.ts";
import { ROWS_PER_UPLOAD, type LoadResult } from "./signedLoad.ts";

const { values } = parseArgs({
  options: {
    engine: { type: "string", default: "postgres" },
    members: { type: "string", default: "85000" },
    hours: { type: "string", default: "2000" },
    rate: { type: "string", default: "85" },
    reads: { type: "string", default: "20" },
    seconds: { type: "string", default: "20" },
  },
});
const engine = values.engine === "pglite" ? "pglite" : "postgres";
const say = (text: string): void => void process.stderr.write(`... ${text}\n`);
const whole = (value: number): string => Math.round(value).toLocaleString("en");

function percentile(times: readonly number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return value === undefined ? "-" : `${value.toFixed(1)} ms`;
}

function line(name: string, { times, statuses, seconds }: LoadResult, rows = 0): string {
  const answers = [...statuses].map(([status, n]) => `${n} x ${status}`).join(", ");
  const rate = rows === 0 ? "" : `, ${whole((times.length * rows) / seconds)} rows/s`;
  return `${name}: p50 ${percentile(times, 0.5)}, p99 ${percentile(times, 0.99)}${rate}, ${seconds.toFixed(1)} s, answers ${answers}`;
}

const options = {
  engine,
  members: Number(values.members),
  membersWithHours: Number(values.hours),
  perSecond: Number(values.rate),
  readsPerSecond: Number(values.reads),
  seconds: Number(values.seconds),
} as const;
const figures = await runBoard(options, say);
const { raw, steady, burst, top, rank } = figures;
const ages = rank.bodies.map((body, i) => (rank.answeredMs[i] ?? 0) - (JSON.parse(body) as { asOf: number }).asOf);
process.stdout.write(
  [
    `${engine}, ${whole(options.members)} members with 30 days, hours of ${whole(options.membersWithHours)}`,
    `filled in ${figures.fillSeconds.toFixed(1)} s, ${whole(figures.megabytes)} MB after the run`,
    ...(raw === undefined
      ? []
      : [
          `raw: COPY ${whole(raw.copyRowsPerSecond)} rows/s, upserts of 96 rows ${raw.upsertRowsPerSecond.map(({ clients, rows }) => `${whole(rows)} rows/s by ${clients}`).join(", ")}`,
        ]),
    `first answer ${figures.startSeconds.toFixed(1)} s after the start; first figures of the day: ${figures.hasPublished ? "made during the run" : "still being made at its end"}`,
    line(`uploads at ${options.perSecond}/s`, steady, ROWS_PER_UPLOAD),
    line(`uploads at ${options.perSecond * 10}/s`, burst, ROWS_PER_UPLOAD),
    line("top 250", top),
    line("my rank", rank),
    ...Object.entries(figures.cpuMs).map(
      ([name, { server, database }]) =>
        `CPU of one ${name}: ${server.toFixed(1)} ms of the server, ${database.toFixed(1)} ms of PostgreSQL`,
    ),
    `ranks pass: ${figures.passSeconds.toFixed(2)} s after the fill, ${figures.idlePassSeconds.toFixed(2)} s after the load`,
    `age of the oldest rank that was read: ${whole(Math.max(...ages) / 1_000)} s`,
    `totals after all: ${figures.isWhole ? "as sent" : "WRONG"}`,
    "",
  ].join("\n"),
);
process.exitCode = figures.isWhole ? 0 : 1;
