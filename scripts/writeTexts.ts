// Usage: node scripts/writeTexts.ts
// Writes the texts of the code to l10n/bundle.l10n.json and tells what the translations lack.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { extractTexts } from "./extractTexts.ts";

const root = resolve(import.meta.dirname, "..");
const { texts, faults } = extractTexts(join(root, "src"));
const english = Object.fromEntries(texts.map((text) => [text, text]));
writeFileSync(join(root, "l10n/bundle.l10n.json"), `${JSON.stringify(english, undefined, 2)}\n`);
console.log(`${texts.length} texts`);
for (const fault of faults) console.log(`Not followed: ${fault}`);

const manifest = Object.keys(readTexts("package.nls.json"));
for (const name of readdirSync(join(root, "l10n")).filter((each) => /^bundle\.l10n\..+\.json$/.test(each))) {
  if (name === "bundle.l10n.json") continue;
  compare(`l10n/${name}`, texts);
  compare(name.replace("bundle.l10n", "package.nls"), manifest);
}

function compare(path: string, wanted: readonly string[]): void {
  const translated = readTexts(path);
  for (const key of wanted) if (translated[key] === undefined) console.log(`${path} lacks: ${JSON.stringify(key)}`);
  for (const key of Object.keys(translated)) {
    if (!wanted.includes(key)) console.log(`${path} has what nothing asks for: ${JSON.stringify(key)}`);
  }
}

function readTexts(path: string): Readonly<Record<string, string>> {
  // Made by this script and by translators; the test of the texts looks at every entry.
  return JSON.parse(readFileSync(join(root, path), "utf8")) as Readonly<Record<string, string>>;
}
