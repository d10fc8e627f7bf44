import type { Meter } from "../worker/meter.ts";
import { doctorText } from "./doctorText.ts";
import { EXIT } from "./exitCode.ts";
import type { ExitCode } from "./exitCode.ts";
import { behindText, scanLogs } from "./scanLogs.ts";
import type { Surroundings } from "./surroundings.ts";

export async function runDoctor(
  meter: Meter,
  json: boolean,
  { stdout, stderr, nowMs }: Surroundings,
): Promise<ExitCode> {
  const behind = behindText(await scanLogs(meter, stderr));
  if (behind !== undefined) stderr.write(`${behind}\n`);
  const diagnostics = meter.diagnostics();
  stdout.write(
    json ? `${JSON.stringify(diagnostics, unknownAsNull, 2)}\n` : doctorText(diagnostics, nowMs(), stdout.columns),
  );
  return diagnostics.problems.some((problem) => problem.severity === "error") ? EXIT.failure : EXIT.ok;
}

/** Unknown is told, not left out. */
function unknownAsNull(_key: string, value: unknown): unknown {
  return value === undefined ? null : value;
}
