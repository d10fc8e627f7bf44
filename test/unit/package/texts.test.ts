import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { extractTexts, placeholdersOf, textsIn } from "../../../scripts/extractTexts.ts";
import { readManifest } from "../../support/readManifest.ts";

const repository = resolve(import.meta.dirname, "../../..");
const LANGUAGES = ["de"];

describe("the texts", () => {
  const { texts, faults } = extractTexts(join(repository, "src"));
  const manifestTexts = readTexts("package.nls.json");

  it("are all found: t is given nothing but literals", () => {
    assert.deepEqual(faults, []);
    assert.ok(texts.length > 0);
  });

  it("are those of l10n/bundle.l10n.json, which `npm run l10n` writes", () => {
    assert.deepEqual(readTexts("l10n/bundle.l10n.json"), Object.fromEntries(texts.map((text) => [text, text])));
  });

  it("are all translated to every language that is offered, and to no other", () => {
    assert.deepEqual(
      readdirSync(join(repository, "l10n")).toSorted(),
      ["bundle.l10n.json", ...LANGUAGES.map((language) => `bundle.l10n.${language}.json`)].toSorted(),
    );
    for (const language of LANGUAGES) {
      assertTranslates(readTexts(`l10n/bundle.l10n.${language}.json`), Object.fromEntries(texts.map((x) => [x, x])));
      assertTranslates(readTexts(`package.nls.${language}.json`), manifestTexts);
    }
  });

  it("of the manifest are all used, in every language", () => {
    const manifest = readFileSync(join(repository, "package.json"), "utf8");
    for (const key of Object.keys(manifestTexts)) assert.ok(manifest.includes(`"%${key}%"`), key);
    for (const language of LANGUAGES) assert.doesNotThrow(() => readManifest(`package.nls.${language}.json`));
  });
});

describe("textsIn", () => {
  it("finds literals in any quotes, with what they escape", () => {
    const source = `import { t } from "@vscode/l10n"; t("one"); t('two "2"', 2); t(\`three\`); t("four \\"4\\" 'x'");`;
    assert.deepEqual(textsIn(source, "ts"), { texts: ["one", 'two "2"', "three", `four "4" 'x'`], faults: [] });
  });

  it("finds them in markup, and none in comments or in calls of another name", () => {
    const source = `// t(name)\n/* t("no") */ const a = <p title={t("yes")}>{count(2)} {a.t("no")} {list.at(0)}</p>;`;
    assert.deepEqual(textsIn(source, "tsx"), { texts: ["yes"], faults: [] });
  });

  it("tells of texts that are put together, and of a t by another name", () => {
    for (const source of [
      "t(name);",
      't("one" + rest);',
      "t(`one ${two}`);",
      "t({ message: name });",
      'import { t as text } from "@vscode/l10n"; text("one");',
      'import * as l10n from "@vscode/l10n"; l10n.t("one");',
    ]) {
      assert.equal(textsIn(source, "ts").faults.length, 1, source);
    }
  });
});

function assertTranslates(translated: Readonly<Record<string, string>>, original: Readonly<Record<string, string>>) {
  assert.deepEqual(Object.keys(translated).toSorted(), Object.keys(original).toSorted());
  for (const [key, text] of Object.entries(original)) {
    const translation = translated[key] ?? "";
    assert.ok(translation.trim() !== "", `${key} has no words`);
    assert.deepEqual(placeholdersOf(translation), placeholdersOf(text), key);
  }
}

function readTexts(path: string): Readonly<Record<string, string>> {
  const texts: unknown = JSON.parse(readFileSync(join(repository, path), "utf8"));
  assert.ok(typeof texts === "object" && texts !== null);
  const entries = Object.entries(texts).map(([key, text]: [string, unknown]): readonly [string, string] => {
    assert.ok(typeof text === "string", key);
    return [key, text];
  });
  return Object.fromEntries(entries);
}
