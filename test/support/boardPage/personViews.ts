import type { AdminView } from "../../../src/shared/board/adminView.ts";
import type { MeView, Signal } from "../../../src/shared/board/meView.ts";
import type { Role, Viewer } from "../../../src/shared/board/viewer.ts";
import { BoardRandom } from "./boardRandom.ts";
import { OWN_PLACE, makeTopList } from "./companyPeople.ts";
import { NOW_MS, TODAY } from "./companyViews.ts";

export const CSRF = "csrf-of-the-tests";
const DAY_MS = 86_400_000;

export function makeViewer(roles: readonly Role[] = ["member"]): Viewer {
  return {
    boardName: "Northwind Robotics",
    signIn: { company: "Northwind Directory", code: true },
    session: {
      roles: [...roles],
      isMember: roles.includes("member"),
      canJoinMember: roles.length === 0,
      csrf: CSRF,
      viewerId: "7kq2m9xd4t",
      endsAt: NOW_MS + 8 * 3_600_000,
    },
  };
}

export const SIGNED_OUT: Viewer = {
  boardName: "Northwind Robotics",
  signIn: { company: "Northwind Directory", code: true },
};

export function makeMeView(): MeView {
  const random = new BoardRandom(5);
  const list = makeTopList();
  const days = Array.from({ length: 392 }, (_, index) => {
    const day = TODAY - 391 + index;
    const isWeekend = [6, 0].includes(new Date(day * DAY_MS).getUTCDay());
    const counted =
      isWeekend && random.next() < 0.8 ? 0 : Math.round(3e8 * (0.3 + random.next()) * (0.4 + index / 600));
    return { day, counted, seen: Math.round(counted * (1 + random.next() * 0.5)), isSettled: index < 391 };
  });
  return {
    asOf: NOW_MS - 42_000,
    listed: true,
    handle: "Mira Q.",
    teamId: 2,
    teams: [
      { teamId: 1, name: "Platform" },
      { teamId: 2, name: "Payments & Billing" },
      { teamId: 4, name: "تجربة المستخدم" },
    ],
    trust: "settled",
    counted: 9_180_000_000,
    provisional: 214_000_000,
    seen: 11_420_000_000,
    activeDays: 21,
    band: { fromPercent: 0, toPercent: 1 },
    rank: OWN_PLACE,
    neighbours: list.slice(OWN_PLACE - 6, OWN_PLACE + 5),
    days,
    signals: [],
    evidenceAsked: false,
    provider: {
      provider: "anthropic",
      isRead: true,
      canLink: true,
      linkedAt: NOW_MS - 20 * DAY_MS,
      days: 17,
      newestDay: TODAY - 1,
    },
    devices: [
      { deviceId: 4711, createdAt: NOW_MS - 80 * DAY_MS, lastUploadAt: NOW_MS - 240_000, isRevoked: false },
      { deviceId: 90210, createdAt: NOW_MS - 12 * DAY_MS, isRevoked: false },
      { deviceId: 17, createdAt: NOW_MS - 300 * DAY_MS, lastUploadAt: NOW_MS - 90 * DAY_MS, isRevoked: true },
    ],
    held: { hours: 840, days: 392, badges: 3, outcomes: 30, snapshots: 12, devices: 3 },
    badges: [
      { badge: "cache-wizard", grade: 3, since: TODAY - 40 },
      { badge: "hands-on-the-wheel", grade: 2, since: TODAY - 20 },
      { badge: "welcome-back", grade: 1, since: TODAY - 200 },
    ],
    looks: Array.from({ length: 12 }, (_, index) => ({ day: TODAY - index, people: random.whole(1, 40) })),
  };
}

export const HELD_SIGNAL: Signal = {
  signalId: 31,
  code: "C1",
  day: TODAY - 2,
  effect: "held",
  status: "open",
  figures: { prompt: 1_031_000_000, most: 204_000_000, calls: 1_000 },
  toolVersion: "2.1.0",
  endsAt: NOW_MS + 12 * DAY_MS,
};

const ANSWERED_SIGNAL: Signal = {
  signalId: 30,
  code: "C9",
  day: TODAY - 6,
  effect: "label",
  status: "open",
  figures: { activeHours: 22, days: 6 },
  appeal: { kind: "explain", choice: "automation", text: "Nightly <b>dependency</b> updates, agreed with the team." },
};

const CLEARED_SIGNAL: Signal = {
  signalId: 12,
  code: "C12",
  day: TODAY - 60,
  effect: "provisional",
  status: "cleared",
  figures: { counted: 2_950_000_000, usual: 180_000_000 },
  appeal: { kind: "askPerson" },
  decision: { at: NOW_MS - 55 * DAY_MS, text: "A new machine sent its history at once. Our parser counted it right." },
};

/** A person who is held, not listed, and below the list. */
export function makeHeldMe(): MeView {
  const { handle: _handle, rank: _rank, teamId: _team, ...rest } = makeMeView();
  return {
    ...rest,
    listed: false,
    trust: "held",
    band: { fromPercent: 5, toPercent: 10 },
    neighbours: [],
    signals: [CLEARED_SIGNAL, ANSWERED_SIGNAL, HELD_SIGNAL],
    evidenceAsked: true,
    provider: { provider: "anthropic", isRead: true, canLink: true, days: 0 },
    badges: [],
    looks: [],
  };
}

export function makeAdminView(): AdminView {
  const random = new BoardRandom(9);
  const viewers = ["7kq2m9xd4t", "p3mm8ra2zz", "22xkq9abcd"];
  return {
    asOf: NOW_MS - 5_000,
    signals: [
      { subject: "a31f09c2d4", signal: HELD_SIGNAL },
      { subject: "0b77e91f3c", signal: ANSWERED_SIGNAL },
    ],
    operation: {
      areNamesOff: false,
      database: "PostgreSQL 15",
      databaseBytes: 14_300_000_000,
      people: "about 84970",
      retention: [
        { what: "hours", keptDays: 35, oldestDay: TODAY - 34 },
        { what: "days", keptDays: 396, oldestDay: TODAY - 391 },
        { what: "accessLog", keptDays: 90, oldestDay: TODAY - 80 },
        { what: "evidence", keptDays: 35 },
      ],
      jobs: [
        { job: "rank", lastRunAt: NOW_MS - 42_000, failures: 0 },
        { job: "retention", lastRunAt: NOW_MS - 5 * 3_600_000, failures: 0 },
        { job: "checks", failures: 2 },
      ],
      teams: [
        { teamId: 1, name: "Platform" },
        { teamId: 2, name: "Payments & Billing" },
        { teamId: 4, name: "تجربة المستخدم" },
      ],
      staff: [
        { viewerId: "22xkq9abcd", roles: ["moderator"] },
        { viewerId: "p3mm8ra2zz", name: "Works council: A. Weiß", roles: ["auditor"] },
      ],
      failedChecks: ["C19"],
    },
    audit: Array.from({ length: 100 }, (_, index) => ({
      at: NOW_MS - index * 7_300_000,
      actor: random.pick(viewers),
      action: random.pick(["signalCleared", "namesOff", "teamAdded", "invitation"]),
      ...(index % 3 === 0 ? { subject: "a31f09c2d4" } : {}),
      reason: index === 1 ? "<b>Checked</b> with the person: a nightly job." : "Agreed with the works council.",
    })),
    access: Array.from({ length: 120 }, (_, index) => ({
      at: NOW_MS - index * 600_000,
      viewer: random.pick(viewers),
      view: random.pick(["list", "neighbours"]),
      people: random.pick([250, 11]),
    })),
  };
}
