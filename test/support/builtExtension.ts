import { resolve } from "node:path";
import type { ExtensionUnderTest } from "./vscodeHost/extensionUnderTest.ts";

/** The package where one was made, else the source folder with its built `dist`. */
export function builtExtension(): ExtensionUnderTest {
  const vsix = process.env["TOKEN_LEGEND_VSIX"];
  return vsix === undefined ? { extensionDir: resolve(import.meta.dirname, "../..") } : { vsix };
}
