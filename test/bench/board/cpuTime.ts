import { readFileSync, readdirSync } from "node:fs";

/** Clock ticks a second on Linux. */
const TICKS = 100;

/** Seconds of CPU that a process and its children have used so far; of children that have ended, what was waited for. */
export function cpuSeconds(pid: number): number {
  let ticks = 0;
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const fields = statOf(name);
    if (fields === undefined || (name !== String(pid) && fields[1] !== String(pid))) continue;
    ticks += Number(fields[11]) + Number(fields[12]);
    if (name === String(pid)) ticks += Number(fields[13]) + Number(fields[14]);
  }
  return ticks / TICKS;
}

/** Fields from the third on; the second is a name in brackets, which may hold spaces. */
function statOf(pid: string): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}
