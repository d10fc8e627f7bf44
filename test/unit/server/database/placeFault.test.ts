import assert from "node:assert/strict";
import { DatabaseError } from "pg";
import { DatabaseAway } from "../../../../src/server/database/databaseAway.ts";
import { placeFault } from "../../../../src/server/database/placeFault.ts";

const FOLDER = { folder: "/srv/board" };
const POSTGRES = { url: "postgres://board:hunter2@db.example/board" };

const failure = (of: object, message = "failed"): Error => Object.assign(new Error(message), of);
const away = (of: object, message?: string): Error => new DatabaseAway("away", { cause: failure(of, message) });

function refusal(code: string, message: string): DatabaseError {
  const error = new DatabaseError(message, message.length, "error");
  error.code = code;
  return error;
}

describe("a place for the data that cannot be used", () => {
  it("is told by its setting when a folder is full, cannot be written or is none", () => {
    const full = [{ code: "ENOSPC" }, { errcode: 13, code: "ERR_SQLITE_ERROR" }, { code: "53100" }];
    // PGlite's system throws what is no Error.
    for (const error of [...full.map((each) => failure(each)), { name: "ErrnoError", errno: 51 }])
      assert.match(placeFault(error, FOLDER)?.message ?? "", /no room.*BOARD_DATA: make room/);
    for (const error of [failure({ code: "EACCES", errno: -13 }), failure({ errcode: 14 }), { errno: 2 }])
      assert.match(placeFault(error, FOLDER)?.message ?? "", /BOARD_DATA cannot be written: give it to the user/);
    assert.match(placeFault(failure({ code: "EEXIST" }), FOLDER)?.message ?? "", /BOARD_DATA names a file/);
  });

  it("is told by its setting and what to do about it when PostgreSQL does not answer or refuses", () => {
    const cases: readonly (readonly [Error, RegExp])[] = [
      [away({ code: "ECONNREFUSED" }, ""), /\(ECONNREFUSED\): check its host and port/],
      [away({ code: "ENOTFOUND" }, "getaddrinfo ENOTFOUND db.example"), /ENOTFOUND db\.example\): check the name/],
      [away({ code: "ERR_INVALID_URL", input: POSTGRES.url }, "Invalid URL"), /write signs such as/],
      [away({}, "timeout exceeded when trying to connect"), /\(timeout exceeded.*\): check host, port, user/],
      [new DatabaseAway("away", { cause: refusal("53300", "too many clients") }), /\(too many clients\)/],
      [refusal("28P01", "password authentication failed"), /check its user and password/],
      [refusal("3D000", 'database "board" does not exist'), /name of its database, or create it/],
      [refusal("42501", "permission denied for schema public"), /GRANT CREATE/],
    ];
    for (const [error, words] of cases) {
      const message = placeFault(error, POSTGRES)?.message ?? "";
      assert.match(message, words);
      assert.ok(message.startsWith("The database in DATABASE_URL ") && !message.includes("hunter2"), message);
    }
  });

  it("is not blamed for a fault of the board's own", () => {
    for (const error of [refusal("42P01", "no such table"), new Error("Column x holds no text"), "text", null])
      for (const place of [FOLDER, POSTGRES]) assert.equal(placeFault(error, place), undefined);
  });
});
