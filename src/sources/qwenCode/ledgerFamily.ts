/** Family of all calls of a session in the usage ledger; what transcripts tell of the same session yields to them. */
export function ledgerFamily(sessionId: string): string {
  return `usage/${sessionId}`;
}
