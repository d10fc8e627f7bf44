/** Major versions of Node.js whose V8 is known to have the flag; another one would complain on standard error. */
const KNOWN: ReadonlySet<string> = new Set(["22", "23", "24"]);

/**
 * A command is over before most of what V8's best compiler makes has paid off: in a first scan it takes a sixth of the
 * CPU. With thirty times the usual number of calls, only the hottest loops go through it.
 * @param version of Node.js, such as `22.13.0`
 */
export function compileLess(version: string, setFlag: (flag: string) => void): void {
  const [major = ""] = version.split(".");
  if (KNOWN.has(major)) setFlag("--invocation-count-for-turbofan=100000");
}
