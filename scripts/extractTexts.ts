import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { runInNewContext } from "node:vm";

import { transformSync } from "esbuild";

/** Every text that code asks a translation of, and the places that ask in a way that cannot be followed. */
export interface ExtractedTexts {
  readonly texts: readonly string[];
  readonly faults: readonly string[];
}

const LIBRARY = "@vscode/l10n";

/** @param folder searched with all that is below it */
export function extractTexts(folder: string): ExtractedTexts {
  const texts = new Set<string>();
  const faults: string[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted()) {
    if (![".ts", ".tsx"].includes(extname(name))) continue;
    const source = readFileSync(join(folder, name), "utf8");
    if (!source.includes(LIBRARY)) continue;
    const found = textsIn(source, extname(name) === ".tsx" ? "tsx" : "ts");
    for (const text of found.texts) texts.add(text);
    faults.push(...found.faults.map((fault) => `${name}: ${fault}`));
  }
  return { texts: [...texts].toSorted(), faults };
}

/** A call of `t`, and not a method or a longer name that ends in t. */
const CALL = /(?<![\w$.])t\(\s*/g;
/** A literal as esbuild writes it: in whichever quotes need the fewest escapes. */
const LITERAL = /^(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.|\$(?!\{))*`)(?=\s*[,)])/s;

/** esbuild takes comments and types away, so that what is left to search is code alone. */
export function textsIn(source: string, loader: "ts" | "tsx"): ExtractedTexts {
  const { code } = transformSync(source, { loader, jsx: "automatic", charset: "utf8", legalComments: "none" });
  const texts: string[] = [];
  const faults: string[] = [];
  for (const call of code.matchAll(CALL)) {
    const rest = code.slice(call.index + call[0].length);
    const literal = LITERAL.exec(rest)?.[0];
    if (literal === undefined) faults.push(`t(${rest.slice(0, 40).replaceAll(/\s+/g, " ")} … is given no literal`);
    else texts.push(String(runInNewContext(literal)));
  }
  if (/import\s*(?:\*|\{[^}]*\bt as\b)[^;]*@vscode\/l10n/.test(code)) faults.push("t goes by another name here");
  return { texts, faults };
}

/** The placeholders in a text, each once: `{0}`, `{1}`. */
export function placeholdersOf(text: string): readonly string[] {
  return [...new Set(text.match(/\{[^}]*\}/g))].toSorted();
}
