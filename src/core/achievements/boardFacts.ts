import type { BoardFact } from "../../shared/board/outbox.ts";

/** What was done about a team board, each since when; nothing of it is ever taken back. */
export type BoardFacts = Readonly<Partial<Record<BoardFact, number>>>;
