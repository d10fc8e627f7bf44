import { type Fault, type RefusalWords, faultWords } from "../fault.ts";
import { signInTexts } from "./signInTexts.ts";

const OF_THE_CODE: ReadonlySet<string> = new Set(["forbidden", "notFound", "gone", "badRequest"]);

/** What the server refuses of a code, it refuses with a word that means something else elsewhere. */
export function codeFaultWords(fault: Fault, refusals: RefusalWords = {}): string {
  const isOfCode = fault.kind === "signedOut" || (fault.kind === "refused" && OF_THE_CODE.has(fault.reason));
  return isOfCode ? signInTexts.code.refused : faultWords(fault, refusals);
}
