import { stat } from "node:fs/promises";
import { isAbsolute } from "node:path";
import { isSystemError } from "../isSystemError.ts";

/** Whether git can be asked about a folder. A name of another machine, or one on the network, is not looked at. */
export async function folderState(folder: string): Promise<"there" | "noFolder" | "folderGone" | "unreadable"> {
  if (folder === "") return "noFolder";
  if (!isAbsolute(folder) || /^[\\/]{2}/u.test(folder)) return "unreadable";
  try {
    return (await stat(folder)).isDirectory() ? "there" : "folderGone";
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return error.code === "ENOENT" || error.code === "ENOTDIR" ? "folderGone" : "unreadable";
  }
}
