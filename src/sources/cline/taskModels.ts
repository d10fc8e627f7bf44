import { isJsonObject, parseObject, readText, type JsonObject } from "../lines.ts";
import type { LogFile } from "../source.ts";
import { modelBetween, readModelMarks, workFolderIn, type ModelMarks } from "../taskFiles/apiHistory.ts";
import { parseArray } from "../taskFiles/parseArray.ts";
import { readMs } from "../readMs.ts";

export interface TaskModel {
  readonly model: string;
  readonly provider: string | undefined;
}

interface ModelUse extends TaskModel {
  readonly atMs: number;
}

/**
 * Tells what a task leaves out of its messages: the model and provider of a request, and the folder the task works in. Each
 * neighbour is read when it is first needed, as newer versions write the model into the message and histories are large.
 */
export class TaskNeighbours {
  readonly #file: LogFile;
  readonly #taskId: string;
  #uses: readonly ModelUse[] | undefined;
  #item: JsonObject | undefined;
  #history: string | undefined;
  #marks: ModelMarks | undefined;

  constructor(file: LogFile, taskId: string) {
    this.#file = file;
    this.#taskId = taskId;
  }

  /** Model of the request that starts at `fromMs` and is followed by another one at `beforeMs`. */
  modelOf(message: JsonObject, fromMs: number, beforeMs: number): TaskModel {
    const told = isJsonObject(message["modelInfo"]) ? message["modelInfo"] : {};
    const model = readText(told["modelId"]);
    if (model !== undefined) return { model, provider: readText(told["providerId"]) };
    this.#uses ??= readModelUses(this.#file.readNeighbour("task_metadata.json") ?? "");
    const use = this.#uses.findLast(({ atMs }) => atMs <= fromMs) ?? this.#uses[0];
    if (use !== undefined) return use;
    this.#marks ??= readModelMarks(this.#apiHistory());
    const later = readText(this.#historyItem()["modelId"]) ?? modelBetween(this.#marks, fromMs, beforeMs);
    return { model: later, provider: undefined };
  }

  folder(): string | undefined {
    return readText(this.#historyItem()["cwdOnTaskInitialization"]) ?? workFolderIn(this.#apiHistory());
  }

  /** What the list of all tasks says of this one. */
  #historyItem(): JsonObject {
    if (this.#item === undefined) {
      const items = parseArray(this.#file.readNeighbour("../../state/taskHistory.json") ?? "") ?? [];
      this.#item = items.find((item): item is JsonObject => isJsonObject(item) && item["id"] === this.#taskId) ?? {};
    }
    return this.#item;
  }

  #apiHistory(): string {
    this.#history ??= this.#file.readNeighbour("api_conversation_history.json") ?? "";
    return this.#history;
  }
}

/** Written down whenever the task changes its model. */
function readModelUses(metadata: string): readonly ModelUse[] {
  const uses = parseObject(metadata)?.["model_usage"];
  return (Array.isArray(uses) ? uses : []).filter(isJsonObject).flatMap((use) => {
    const model = readText(use["model_id"]);
    const atMs = readMs(use["ts"]);
    return model === undefined || atMs === undefined
      ? []
      : [{ atMs, model, provider: readText(use["model_provider_id"]) }];
  });
}
