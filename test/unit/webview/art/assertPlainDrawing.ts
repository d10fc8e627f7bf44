import assert from "node:assert/strict";

const TAGS = new Set(["svg", "title", "g", "path", "circle", "rect"]);
const NUMBERS_AND_COMMANDS = /^[MLHVCSQTAZmlhvcsqtaz\d .-]+$/;

/** One drawing without anything that another one on the page, or the page's policy, could get in the way of. */
export function assertPlainDrawing(html: string): void {
  for (const [, tag = ""] of html.matchAll(/<([a-z]+)/gi)) assert.ok(TAGS.has(tag), `<${tag}> in ${html}`);
  assert.doesNotMatch(html, /\s(?:id|style|href|src|xlink:href|fill|stroke|on\w+)=/, html);
  assert.doesNotMatch(html, /url\(|https?:|NaN|undefined/, html);
  for (const path of pathsOf(html)) assert.match(path, NUMBERS_AND_COMMANDS);
}

/** The paths of a drawing, or those of one class. */
export function pathsOf(html: string, kind = "[a-z-]+"): readonly string[] {
  return [...html.matchAll(new RegExp(`<path class="${kind}" d="([^"]*)"`, "g"))].map(([, path = ""]) => path);
}
