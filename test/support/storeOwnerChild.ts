import { DatabaseSync } from "node:sqlite";

const [path = ""] = process.argv.slice(2);
const database = new DatabaseSync(path, { timeout: 0 });

process.on("message", (sql) => {
  try {
    database.exec(String(sql));
    process.send?.(null);
  } catch (error) {
    process.send?.(error instanceof Error ? error.message : "failed");
  }
});
process.on("disconnect", () => {
  database.close();
});
