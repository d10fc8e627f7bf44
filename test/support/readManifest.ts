import { readFileSync } from "node:fs";

/** The manifest as VS Code takes it: with the texts of `package.nls.json`, or of another language, in their places. */
export function readManifest(texts = "package.nls.json"): unknown {
  const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
  const translations: unknown = JSON.parse(read(texts));
  return JSON.parse(read("package.json"), (_, value: unknown) => {
    const key = typeof value === "string" ? /^%(.+)%$/.exec(value)?.[1] : undefined;
    if (key === undefined) return value;
    const text: unknown = Reflect.get(Object(translations), key);
    if (typeof text !== "string") throw new Error(`${texts} has no text for ${key}`);
    return text;
  });
}
