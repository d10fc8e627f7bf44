import type { BoardDatabase } from "../../../src/server/database/boardDatabase.ts";

/**
 * The database, with something that happens after each transaction.
 *
 * @param happens told how many transactions there have been; what it throws is a failure of the last one, which has been committed
 */
export function afterTransactions(
  database: BoardDatabase,
  happens: (transactions: number) => Promise<void> | void,
): BoardDatabase {
  let transactions = 0;
  return {
    ...database,
    async transaction(body, settings) {
      const result = await database.transaction(body, settings);
      transactions += 1;
      await happens(transactions);
      return result;
    },
  };
}
