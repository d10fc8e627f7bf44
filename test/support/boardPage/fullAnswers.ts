import { makePracticeView, makeVolumeView } from "./companyViews.ts";
import { makeAdminView, makeMeView, makeViewer } from "./personViews.ts";
import type { Answers } from "./standInBoard.ts";

/** What the board answers somebody who takes part and has every role. */
export const FULL: Answers = {
  "/v1/viewer": makeViewer(["member", "moderator", "operator", "auditor"]),
  "/v1/practice": makePracticeView(),
  "/v1/volume": makeVolumeView(),
  "/v1/me/page": makeMeView(),
  "/v1/admin": makeAdminView(),
};
