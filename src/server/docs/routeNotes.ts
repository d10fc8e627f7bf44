import type * as v from "valibot";
import {
  decisionSchema,
  departureSchema,
  invitationSchema,
  namesSwitchSchema,
  rolesSchema,
  staffSchema,
  teamSchema,
} from "../../shared/board/adminRequests.ts";
import { adminViewSchema } from "../../shared/board/adminView.ts";
import { evidenceReplySchema, evidenceSchema, evidenceTermsSchema } from "../../shared/board/evidence.ts";
import { appealSchema, meViewSchema } from "../../shared/board/meView.ts";
import {
  codeReplySchema,
  leaveReceiptSchema,
  listingSchema,
  registeredSchema,
  registrationSchema,
  signInSchema,
} from "../../shared/board/membership.ts";
import { outcomeBatchSchema } from "../../shared/board/outcomeDay.ts";
import { providerLinkSchema } from "../../shared/board/providerLink.ts";
import { practiceViewSchema } from "../../shared/board/practiceView.ts";
import { rulesSchema } from "../../shared/board/rules.ts";
import { sharedBadgesSchema } from "../../shared/board/sharedBadges.ts";
import { standingSchema, topListSchema } from "../../shared/board/standing.ts";
import { syncBatchSchema } from "../../shared/board/syncBatch.ts";
import { syncReplySchema } from "../../shared/board/syncReply.ts";
import { teamChoiceSchema } from "../../shared/board/teamChoice.ts";
import { viewerSchema } from "../../shared/board/viewer.ts";
import { volumeViewSchema } from "../../shared/board/volumeView.ts";

/** Who is let in, and how they show who they are. */
export type Asker = "anyone" | "device" | "member" | "person" | "staff" | "operator";

export interface RouteNote {
  readonly summary: string;
  readonly asker: Asker;
  readonly body?: v.GenericSchema;
  readonly reply?: v.GenericSchema;
}

/** What the description says of each route besides its path. A route that is not here is described by its path alone. */
export const ROUTE_NOTES: Readonly<Record<string, RouteNote>> = {
  "GET /healthz": { summary: "Whether the process lives", asker: "anyone" },
  "GET /readyz": { summary: "Whether it can serve: its database answers and it is not stopping", asker: "anyone" },
  "GET /metrics": { summary: "Counts for a monitor, in the text form of Prometheus", asker: "anyone" },
  "GET /v1/board": {
    summary: "Name, id and epoch of the board, and its terms: shown before anybody joins",
    asker: "anyone",
  },
  "GET /v1/rules": { summary: "Every rule and check with its figures", asker: "anyone", reply: rulesSchema },
  "GET /v1/viewer": { summary: "Who is signed in", asker: "anyone", reply: viewerSchema },
  "POST /v1/devices": {
    summary: "Joins with an invitation, or adds a device with a link; signed by the new key",
    asker: "device",
    body: registrationSchema,
    reply: registeredSchema,
  },
  "POST /v1/sync": {
    summary: "Uploads hours of use as absolute values; sent again, they change nothing",
    asker: "device",
    body: syncBatchSchema,
    reply: syncReplySchema,
  },
  "POST /v1/outcomes": {
    summary: "What came of days, where that is shared",
    asker: "device",
    body: outcomeBatchSchema,
  },
  "GET /v1/top": { summary: "The list of those who chose to be on it", asker: "member", reply: topListSchema },
  "GET /v1/practice": {
    summary: "How the company and teams work, in medians",
    asker: "member",
    reply: practiceViewSchema,
  },
  "GET /v1/volume": { summary: "The list, totals and milestones", asker: "member", reply: volumeViewSchema },
  "GET /v1/me": { summary: "Where one stands", asker: "member", reply: standingSchema },
  "GET /v1/me/page": { summary: "All that the board knows of who asks", asker: "member", reply: meViewSchema },
  "GET /v1/me/export": { summary: "All that it holds of who asks, in the shape in which it was sent", asker: "member" },
  "GET /v1/me/decisions": { summary: "What staff decided about who asks", asker: "member" },
  "PUT /v1/me/listing": { summary: "To be listed by a name, or not", asker: "member", body: listingSchema },
  "PUT /v1/me/team": { summary: "Which team one belongs to", asker: "member", body: teamChoiceSchema },
  "PUT /v1/me/badges": { summary: "Badges and title that one shows", asker: "member", body: sharedBadgesSchema },
  "PUT /v1/me/providers": {
    summary: "Links one to a provider's report, by the address that the directory told at sign-in",
    asker: "member",
    body: providerLinkSchema,
  },
  "POST /v1/me/links": { summary: "A code that adds a device", asker: "member", reply: codeReplySchema },
  "POST /v1/me/sign-in-codes": { summary: "A code that signs in to the page", asker: "device", reply: codeReplySchema },
  "POST /v1/me/devices/revoke": { summary: "Takes nothing more from a device", asker: "member" },
  "POST /v1/me/leave": { summary: "Deletes everything of who asks", asker: "member", reply: leaveReceiptSchema },
  "POST /v1/me/signals/:signalId/appeal": { summary: "Answers a signal", asker: "member", body: appealSchema },
  "GET /v1/me/evidence": { summary: "Whether evidence is asked for", asker: "device", reply: evidenceTermsSchema },
  "POST /v1/me/evidence": {
    summary: "Sums of sessions, by hashes that mean nothing elsewhere",
    asker: "device",
    body: evidenceSchema,
    reply: evidenceReplySchema,
  },
  "POST /auth/code": { summary: "Signs in with a code from the editor", asker: "anyone", body: signInSchema },
  "POST /auth/member": {
    summary: "Makes one person of who signed in with the directory and the member whose editor made the code",
    asker: "person",
    body: signInSchema,
  },
  "POST /auth/sign-out": { summary: "Ends this session", asker: "member" },
  "POST /auth/sign-out-everywhere": { summary: "Ends all own sessions", asker: "member" },
  "GET /auth/oidc": { summary: "Begins a sign-in with the company's directory", asker: "anyone" },
  "GET /v1/admin": { summary: "What a role sees: signals, audit, retention", asker: "staff", reply: adminViewSchema },
  "PUT /v1/admin/names": { summary: "Turns all names off or on", asker: "operator", body: namesSwitchSchema },
  "PUT /v1/admin/roles": { summary: "Gives and takes roles", asker: "operator", body: rolesSchema },
  "POST /v1/admin/staff": { summary: "A named account with roles", asker: "operator", body: staffSchema },
  "POST /v1/admin/departures": {
    summary: "Ends the access of who has left the company",
    asker: "operator",
    body: departureSchema,
  },
  "POST /v1/admin/teams": { summary: "Makes a team", asker: "operator", body: teamSchema },
  "DELETE /v1/admin/teams/:teamId": { summary: "Takes a team away", asker: "operator" },
  "POST /v1/admin/invitations": {
    summary: "Makes an invitation",
    asker: "operator",
    body: invitationSchema,
    reply: codeReplySchema,
  },
  "POST /v1/invitations": {
    summary: "Makes an invitation",
    asker: "operator",
    body: invitationSchema,
    reply: codeReplySchema,
  },
  "POST /v1/admin/signals/:signalId/decision": { summary: "Decides a signal", asker: "staff", body: decisionSchema },
};
