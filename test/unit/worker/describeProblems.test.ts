import assert from "node:assert/strict";
import { countUnreadable, describeUnreadable } from "../../../src/worker/describeProblems.ts";
import { recordSource } from "./recordSource.ts";

const source = recordSource();
const messages = (paths: Parameters<typeof countUnreadable>[0], canOpen = true): readonly string[] =>
  describeUnreadable(countUnreadable(paths), [source], canOpen).map(({ message }) => message);

describe("what cannot be read", () => {
  it("is told by assistant, with what to do, and without a path", () => {
    const [message, ...others] = messages([
      { source, path: "/home/ann/a" },
      { source, path: "/home/ann/b" },
    ]);
    assert.match(message ?? "", /^2 log files or folders of Records cannot be read.*Check the permissions/);
    assert.doesNotMatch(message ?? "", /home/);
    assert.deepEqual(others, []);
  });

  it("is another matter for a database, which may only be locked", () => {
    const told = messages([
      { source, path: "/home/ann/a" },
      { source, path: "/home/ann/a.db", isStore: true },
    ]);
    assert.match(told[0] ?? "", /^A log file or folder of Records/);
    assert.match(told[1] ?? "", /^A database of Records cannot be read now.*close Records and rescan/);
  });

  it("is a matter of Node.js where that is too old to open databases", () => {
    const [message] = messages([{ source, path: "/home/ann/a.db", isStore: true }], false);
    assert.match(message ?? "", /^A database of Records cannot be read by this Node\.js.*22\.15 or newer/);
  });

  it("is told in one sentence where it is the logs of many assistants", () => {
    const many = ["One", "Two", "Three", "Four"].map((name) => ({ ...source, id: name.toLowerCase(), name }));
    const told = (count: number): readonly string[] => {
      const unreadable = many.slice(0, count).map((each) => ({ source: each, path: "/home/ann/a" }));
      return describeUnreadable(countUnreadable(unreadable), many, true).map(({ message }) => message);
    };
    assert.equal(told(3).length, 3);
    assert.equal(told(4).length, 1);
    assert.match(told(4)[0] ?? "", /^Log files or folders of 4 assistants .*: of One, Two, Three, and Four\. Check/);
  });

  it("is nothing where all was read", () => {
    assert.deepEqual(messages([]), []);
  });
});
