import { numberIn, textIn, type Queries } from "../database/boardDatabase.ts";

/** The team's number; `undefined` where the name is taken. */
export async function addTeam(queries: Queries, name: string): Promise<number | undefined> {
  const [row] = await queries.query(
    "INSERT INTO team (name) VALUES ($1) ON CONFLICT (name) DO NOTHING RETURNING team_id",
    [name],
  );
  return row === undefined ? undefined : numberIn(row, "team_id");
}

/** Its name; `undefined` where there is no such team. Its members are in none then. */
export async function removeTeam(queries: Queries, team: number): Promise<string | undefined> {
  const [row] = await queries.query("DELETE FROM team WHERE team_id = $1 RETURNING name", [team]);
  if (row === undefined) return undefined;
  await queries.query("UPDATE member SET team_id = NULL WHERE team_id = $1", [team]);
  return textIn(row, "name");
}
