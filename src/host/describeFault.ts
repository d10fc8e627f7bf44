import { t } from "@vscode/l10n";

/**
 * What went wrong, for the log and the status bar: kind, code and place in our own bundle. Messages of errors stay out,
 * as they can quote what was being read; only a `UserError` is written to be shown.
 */
export function describeFault(fault: unknown): string {
  if (!(fault instanceof Error)) return t("an unknown fault");
  if (fault.name === "UserError") return fault.message.replace(/\.$/, "");
  const code = "code" in fault && typeof fault.code === "string" ? ` ${fault.code}` : "";
  const place = /([\w.-]+\.[cm]?[jt]s:\d+:\d+)/.exec(stackBelowMessage(fault))?.[1];
  return `${fault.name}${code}${place === undefined ? "" : ` at ${place}`}`;
}

/** The frames alone: a message may hold what looks like one. */
function stackBelowMessage({ stack = "", message }: Error): string {
  const at = stack.indexOf(message);
  return message === "" || at === -1 ? stack : stack.slice(at + message.length);
}
