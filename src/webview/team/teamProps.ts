import type { TeamRequest } from "../../shared/teamRequests.ts";
import type { PageProps } from "../pageProps.ts";

/** Asks the host for something; what comes of it shows in the state. */
export type AskTeam = (request: TeamRequest) => void;

/** What a stage of the team's page is drawn from, besides the stage. */
export interface StageProps {
  readonly view: PageProps["view"];
  readonly nowMs: number;
  readonly ask: AskTeam;
}
