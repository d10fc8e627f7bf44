import { createLocalCalendar } from "../core/localDay.ts";
import type { LocalCalendar } from "../core/localDay.ts";
import type { ReportQuery } from "../shared/report.ts";
import { UserError } from "../shared/userError.ts";
import type { Meter } from "../worker/meter.ts";
import { EXIT, UsageError } from "./exitCode.ts";
import type { ExitCode } from "./exitCode.ts";
import type { ReportOptions } from "./parseCommandLine.ts";
import { parseRange } from "./parseRange.ts";
import { reportJson } from "./reportJson.ts";
import { reportText } from "./reportText.ts";
import { scanLogs, tellDoubts } from "./scanLogs.ts";
import type { Surroundings } from "./surroundings.ts";

/** @throws UsageError where the time zone or the range is none */
export function reportQueryFor(options: ReportOptions, surroundings: ZoneSurroundings): ReportQuery {
  const calendar = calendarFor(options.tz ?? systemZone(surroundings));
  return {
    by: options.by,
    timeZone: calendar.timeZone,
    ...parseRange(options.since, options.until, calendar),
  };
}

export async function runReport(
  meter: Meter,
  query: ReportQuery,
  json: boolean,
  { stdout, stderr, nowMs }: Surroundings,
): Promise<ExitCode> {
  tellDoubts(meter, await scanLogs(meter, stderr), stderr);
  const report = meter.report(query);
  const view = { by: query.by, timeZone: query.timeZone, nowMs: nowMs(), columns: stdout.columns };
  stdout.write(json ? `${JSON.stringify(reportJson(report))}\n` : reportText(report, view));
  return EXIT.ok;
}

type ZoneSurroundings = Pick<Surroundings, "env" | "systemTimeZone">;

/** Days of a guessed zone would be wrong without a sign of it. */
function systemZone({ env, systemTimeZone }: ZoneSurroundings): string {
  const { TZ } = env;
  if (TZ === "") return "UTC";
  const zone = systemTimeZone();
  if (zone !== undefined && zone !== "Etc/Unknown") return zone;
  const reason =
    TZ === undefined
      ? "The time zone of this system is not known."
      : `TZ is "${TZ}", which names no time zone that is known here.`;
  throw new UsageError(`${reason} Name one with --tz, such as --tz Europe/Berlin or --tz UTC.`);
}

function calendarFor(timeZone: string): LocalCalendar {
  try {
    return createLocalCalendar(timeZone);
  } catch (error) {
    if (error instanceof UserError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
