import type { Source } from "../source.ts";
import { cursorRoots, isCursorDatabase } from "./paths.ts";
import { readCursorStore } from "./readStore.ts";

export const cursor: Source = {
  id: "cursor",
  name: "Cursor",
  parserVersion: 1,
  roots: cursorRoots,
  formats: [
    {
      id: "database",
      description: "Conversations in Cursor's own database",
      places: ["<User>/globalStorage/state.vscdb"],
      quality: "exact-turn",
      isLog: isCursorDatabase,
      kind: "store",
      read: readCursorStore,
    },
  ],
  limits: [
    "Current builds of Cursor write no token counts on this machine. What can be seen of a conversation, its messages, shown thinking and requests to tools, is counted here: far less than was used, as prompts hold the whole conversation and what tools gave out.",
    "Older builds wrote the tokens of each turn, without saying which came from a cache. A conversation with such counts is counted by them alone.",
    "Transcripts of agents, and the chats of Cursor's command line, hold no counts and are not read. Exact numbers are on Cursor's own pages, and noted here from when the command Install Cursor Hook was used.",
    "The folder of a conversation is not in this database.",
  ],
};
