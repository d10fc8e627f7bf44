import type { Source } from "../source.ts";
import { windsurfRoots } from "./paths.ts";

/** Named, so that nobody takes its absence for zero. README.md tells why it cannot be counted. */
export const windsurf: Source = {
  id: "windsurf",
  name: "Windsurf",
  parserVersion: 1,
  roots: windsurfRoots,
  entersFolder: () => false,
  formats: [],
  limits: [
    "Windsurf leaves nothing that can be counted: Cascade's conversations are encrypted on the machine and metered by its server.",
    "Other assistants used inside Windsurf, such as Cline, are counted under their own names.",
  ],
};
