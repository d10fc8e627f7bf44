/** A fault as the log may tell it. */
export interface FaultFacts {
  readonly kind: string;
  /** Of the system such as `ENOSPC`, an SQLSTATE, or the number with which a program ended. */
  readonly code?: string | number | undefined;
  readonly frames?: readonly string[];
}

/** Where it happened and of what kind it is. Messages are left out: a database's repeat what was sent. */
export function describeFault(fault: unknown): FaultFacts {
  if (!(fault instanceof Error)) return { kind: typeof fault };
  const frames = (fault.stack ?? "").split("\n").filter((line) => line.startsWith("    at "));
  return { kind: fault.name, code: codeOf(fault) ?? codeOf(fault.cause), frames: frames.slice(0, 8) };
}

function codeOf(fault: unknown): string | number | undefined {
  if (!(fault instanceof Error) || !("code" in fault)) return undefined;
  const { code } = fault;
  if (typeof code === "number") return Number.isInteger(code) ? code : undefined;
  return typeof code === "string" && /^[0-9A-Z_]{3,40}$/.test(code) ? code : undefined;
}
