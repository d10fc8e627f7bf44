import type { Source } from "../source.ts";
import { antigravityRoots, isConversation } from "./paths.ts";
import { readConversationStore } from "./readConversationStore.ts";

export const antigravity: Source = {
  id: "antigravity",
  name: "Antigravity",
  parserVersion: 1,
  roots: antigravityRoots,
  entersFolder: () => false,
  formats: [
    {
      id: "conversation",
      description: "Conversations of the command line tool and of newer editors, one SQLite database each",
      places: ["~/.gemini/antigravity-cli/conversations", "~/.gemini/antigravity-ide/conversations"],
      quality: "exact-call",
      isLog: isConversation,
      kind: "store",
      read: readConversationStore,
    },
  ],
  limits: [
    "Its maker does not publish the format: records are read by known field numbers and believed only where their sums agree.",
    "Conversations kept as .pb files, by older versions, are encrypted and not read.",
    "Records of calls that were removed by going back in a conversation before a scan are not counted.",
  ],
};
