import type { Meter } from "../worker/meter.ts";
import { doctorText } from "./doctorText.ts";
import { EXIT } from "./exitCode.ts";
import type { ExitCode } from "./exitCode.ts";
import { scanLogs, tellBehind } from "./scanLogs.ts";
import type { Surroundings } from "./surroundings.ts";

export async function runDoctor(
  meter: Meter,
  json: boolean,
  { stdout, stderr, nowMs }: Surroundings,
): Promise<ExitCode> {
  tellBehind(await scanLogs(meter, stderr), stderr);
  const diagnostics = meter.diagnostics();
  stdout.write(
    json ? `${JSON.stringify(diagnostics, unknownAsNull, 2)}\n` : doctorText(diagnostics, nowMs(), stdout.columns),
  );
  return diagnostics.problems.every(({ severity }) => severity === "info") ? EXIT.ok : EXIT.failure;
}

/** Unknown is told, not left out. */
function unknownAsNull(_key: string, value: unknown): unknown {
  return value === undefined ? null : value;
}
