import { Gathering } from "../gathering.ts";
import { parseObject, readText } from "../lines.ts";
import { newCall } from "../newCall.ts";
import type { LogFile, ReadDocument } from "../source.ts";
import { modelBetween, readModelMarks, workFolderIn } from "./apiHistory.ts";
import { tokensOfRequest, type RequestUsage } from "./requestUsage.ts";
import { readTaskEntries, type TaskEntry } from "./taskEntries.ts";
import { readTaskMessages, taskIdOf } from "./taskMessages.ts";
import { readTaskTurns } from "./taskTurns.ts";

export interface RooDialect {
  /** Since when, in milliseconds, the prompt of every request holds its cached tokens; before, only with OpenAI's protocol. */
  readonly wholePromptsFromMs: number;
}

/** Reads the tasks of Roo Code and of its forks. */
export function rooTaskReader(dialect: RooDialect): ReadDocument {
  return (document, file) => {
    const gathering = new Gathering();
    const messages = readTaskMessages(document, gathering);
    const taskId = taskIdOf(file);
    const item = historyItemOf(file);
    const { parentId } = item;
    if (parentId !== undefined) gathering.add({ kind: "session", sessionId: taskId, parentId, toolVersion: undefined });
    for (const turn of readTaskTurns(messages, taskId, parentId !== undefined)) gathering.add(turn);
    const entries = readTaskEntries(messages, gathering);
    addCalls(gathering, entries, { dialect, file, taskId, cwd: item.cwd });
    return gathering;
  };
}

interface Task {
  readonly dialect: RooDialect;
  readonly file: LogFile;
  readonly taskId: string;
  readonly cwd: string | undefined;
}

function addCalls(gathering: Gathering, entries: readonly TaskEntry[], { dialect, file, taskId, cwd }: Task): void {
  if (!entries.some(({ usage }) => usage !== undefined)) return;
  const history = file.readNeighbour("api_conversation_history.json") ?? "";
  const marks = readModelMarks(history);
  const folder = cwd ?? workFolderIn(history);
  for (const [index, { atMs, usage }] of entries.entries()) {
    if (usage === undefined) continue;
    gathering.add(
      newCall({
        family: `task/${taskId}`,
        member: String(atMs),
        atMs,
        model: modelBetween(marks, atMs, entries[index + 1]?.atMs ?? Infinity),
        tokens: tokensOfRequest(usage, isPromptWhole(dialect, usage, atMs)),
        quality: "exact-call",
        ...(usage.costNanos === undefined ? {} : { reportedNanos: usage.costNanos }),
        sessionId: taskId,
        cwd: folder,
      }),
    );
  }
}

function isPromptWhole({ wholePromptsFromMs }: RooDialect, { protocol }: RequestUsage, atMs: number): boolean {
  return atMs >= wholePromptsFromMs || protocol !== "anthropic";
}

interface HistoryItem {
  /** Task that handed this one over: no person typed it. */
  readonly parentId: string | undefined;
  readonly cwd: string | undefined;
}

/** What newer versions write beside the messages, for their list of tasks. */
function historyItemOf(file: LogFile): HistoryItem {
  const item = parseObject(file.readNeighbour("history_item.json") ?? "") ?? {};
  return { parentId: readText(item["parentTaskId"]), cwd: readText(item["workspace"]) };
}
