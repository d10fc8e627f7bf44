import { SIGN_IN_FAULT, type SignInFault } from "../../shared/board/viewer.ts";

const FAULTS: readonly SignInFault[] = ["failed", "away"];

/** What the company's directory has sent back with, in the page's address. */
export function readSignInFault(query: string): SignInFault | undefined {
  const named = new URLSearchParams(query).get(SIGN_IN_FAULT);
  return FAULTS.find((fault) => fault === named);
}
