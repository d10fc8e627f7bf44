import { numberIn, textIn, type Queries } from "../database/boardDatabase.ts";

export interface Team {
  readonly teamId: number;
  readonly name: string;
}

export interface Teams {
  all(): Promise<readonly Team[]>;
  /** Answers whether there is such a team. The member has to be locked. */
  choose(member: number, teamId: number | null): Promise<boolean>;
}

export function teamsIn(queries: Queries): Teams {
  return {
    async all() {
      const rows = await queries.query("SELECT team_id, name FROM team ORDER BY name");
      return rows.map((row) => ({ teamId: numberIn(row, "team_id"), name: textIn(row, "name") }));
    },
    async choose(member, teamId) {
      if (teamId !== null && (await queries.query("SELECT 1 FROM team WHERE team_id = $1", [teamId])).length === 0)
        return false;
      await queries.query("UPDATE member SET team_id = $2 WHERE member_id = $1", [member, teamId]);
      return true;
    },
  };
}
