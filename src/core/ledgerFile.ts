/** Name of the ledger within its folder: the same for the editor and the command line. */
export const LEDGER_FILE_NAME = "ledger.sqlite";
