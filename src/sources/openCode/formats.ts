import type { LogFormat } from "../source.ts";
import { isOpenCodeDatabase, isOpenCodeMessage } from "./paths.ts";
import { readOpenCodeMessage } from "./readMessageFile.ts";
import { readOpenCodeStore } from "./readStore.ts";

/** The formats of a tool made of OpenCode's core, in a folder of its own. */
export function openCodeFormats(folder: string): readonly LogFormat[] {
  return [
    {
      id: "database",
      description: "Database of sessions, of both generations",
      places: [`~/.local/share/${folder}/*.db`],
      quality: "exact-call",
      isLog: isOpenCodeDatabase,
      kind: "store",
      read: readOpenCodeStore,
    },
    {
      id: "message-files",
      description: "Messages as files, from before the database",
      places: [`~/.local/share/${folder}/storage/message`],
      quality: "exact-call",
      isLog: isOpenCodeMessage,
      kind: "document",
      read: readOpenCodeMessage,
    },
  ];
}
