import { posix } from "node:path";
import type { LogStore } from "../logStore.ts";
import type { LogFile } from "../source.ts";
import { instantIn, messageIn, readProtobuf, textIn } from "./protobuf.ts";
import { pathOfUri } from "../pathOfUri.ts";

/** Numbers of the fields of `CortexTrajectoryMetadata`. */
const WORKSPACE = 1;
const WORKSPACE_FOLDER = 1;
const WORKSPACE_BRANCH = 4;
const CREATED_AT = 2;
const PARENT_CONVERSATION = 5;
const WORKSPACE_URI = 7;

/** What a database tells of the conversation it holds. */
export interface Conversation {
  readonly id: string;
  readonly parentId: string | undefined;
  readonly isSubagent: boolean;
  /** 0 where not told. */
  readonly startMs: number;
  readonly cwd: string | undefined;
  readonly branch: string | undefined;
}

export function readConversation(store: LogStore, { relativePath }: LogFile): Conversation {
  const id = posix.basename(relativePath, ".db");
  const rows = store.columns("trajectory_metadata_blob").has("data")
    ? store.rows("SELECT data FROM trajectory_metadata_blob LIMIT 1")
    : [];
  const data = rows[0]?.["data"];
  const metadata = data instanceof Uint8Array ? readProtobuf(data) : undefined;
  const workspace = messageIn(metadata, WORKSPACE);
  const parentId = textIn(metadata, PARENT_CONVERSATION);
  return {
    id,
    parentId,
    isSubagent: parentId !== undefined,
    startMs: instantIn(metadata, CREATED_AT) ?? 0,
    cwd: folderOf(textIn(workspace, WORKSPACE_FOLDER) ?? textIn(metadata, WORKSPACE_URI)),
    branch: textIn(workspace, WORKSPACE_BRANCH),
  };
}

/** The folder that a URI names, or a path as it is. Other places are no folder here. */
function folderOf(uri: string | undefined): string | undefined {
  return uri?.includes("://") === true ? pathOfUri(uri) : uri;
}
