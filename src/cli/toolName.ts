import { SOURCES } from "../sources/registry.ts";

/** Name as the tool's maker writes it; the id for a tool that this version no longer reads. */
export function toolName(sourceId: string): string {
  return SOURCES.find((source) => source.id === sourceId)?.name ?? sourceId;
}
