import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SCRIPT = "boardPage.js";
const STYLE = "boardPage.css";
const ICON = "boardPage.svg";

/** The page as it was built: three files and the document that names them. */
export interface BoardPage {
  readonly folder: string;
  readonly names: ReadonlySet<string>;
  /** Stands in the files' addresses: another build has others, so that they may be kept for ever. */
  readonly version: string;
  readonly html: string;
}

/** @returns the page from the first folder that has it; `undefined` where it was not built */
export function findBoardPage(folders: readonly string[]): BoardPage | undefined {
  const names = [SCRIPT, STYLE, ICON];
  const folder = folders.find((one) => names.every((name) => existsSync(join(one, name))));
  if (folder === undefined) return undefined;
  const hash = createHash("sha256");
  for (const name of names) hash.update(readFileSync(join(folder, name)));
  const version = hash.digest("base64url").slice(0, 16);
  return { folder, names: new Set(names), version, html: htmlOf(version) };
}

/** Nothing of a person or of the board is in it: what is shown is asked for by who has signed in. */
function htmlOf(version: string): string {
  const path = (name: string): string => `/assets/${version}/${name}`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <title>Token Legend</title>
    <link rel="icon" type="image/svg+xml" href="${path(ICON)}">
    <link rel="stylesheet" href="${path(STYLE)}">
    <script src="${path(SCRIPT)}" defer></script>
  </head>
  <body>
    <div id="board"></div>
    <noscript>This page needs JavaScript, from this server alone.</noscript>
  </body>
</html>
`;
}
