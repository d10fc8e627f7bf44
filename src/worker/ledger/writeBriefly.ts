import { t } from "@vscode/l10n";
import { UserError } from "../../shared/userError.ts";
import { inTransaction, sqliteFaultOf } from "./database.ts";
import { type Ledger, ledgerFault } from "./ledger.ts";

/**
 * One short transaction without the lease, for what any process may add and no scan touches.
 * @throws UserError where the ledger cannot be written; a damaged one is left to the caller
 */
export function writeBriefly<Result>({ opened, database }: Ledger, work: () => Result): Result {
  if (opened.readOnly) {
    throw new UserError(t("The ledger may not be written to. Check the permissions of the file and of its folder."));
  }
  try {
    return inTransaction(database, work);
  } catch (error) {
    throw sqliteFaultOf(error) === "corrupt" ? error : ledgerFault(error);
  }
}
