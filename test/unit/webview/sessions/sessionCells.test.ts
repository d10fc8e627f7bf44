import assert from "node:assert/strict";

import { importWebview } from "../../../support/importWebview.ts";

describe("endWords", () => {
  let endWords: (fromMs: number, toMs: number) => readonly [string, string];

  before(async () => {
    const entry = 'export { endWords } from "./src/webview/sessions/sessionCells.tsx";';
    ({ endWords } = await importWebview<{ endWords: typeof endWords }>(entry));
  });

  const at = (day: number, hour: number): number => new Date(2026, 10, day, hour, 5).getTime();
  // `Intl` puts a narrow space before AM and PM.
  const plain = (words: readonly string[]): readonly string[] => words.map((word) => word.replaceAll("\u202f", " "));

  it("names the day once where a session begins and ends on it", () => {
    assert.deepEqual(plain(endWords(at(22, 9), at(22, 16))), ["Nov 22, 9:05 AM", "4:05 PM"]);
  });

  it("names both days where it lasts over midnight", () => {
    assert.deepEqual(plain(endWords(at(22, 23), at(23, 1))), ["Nov 22, 11:05 PM", "Nov 23, 1:05 AM"]);
  });
});
