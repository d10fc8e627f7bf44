import assert from "node:assert/strict";
import * as v from "valibot";
import { BoardClient, type RequestParts } from "../../../src/boardPage/boardClient.ts";
import { faultWords } from "../../../src/boardPage/fault.ts";

const schema = v.object({ count: v.number() });

function clientOf(status: number, body: string, headers: Readonly<Record<string, string>> = {}): BoardClient {
  return new BoardClient(() => Promise.resolve(new Response(body, { status, headers })), "csrf-1");
}

describe("BoardClient", () => {
  it("gives an answer that is as agreed, without fields that were not", async () => {
    const answer = await clientOf(200, '{"count":3,"more":1}').get("/v1/x", schema);
    assert.deepEqual(answer, { kind: "ok", value: { count: 3 } });
  });

  it("says of any other answer that it is not understood", async () => {
    for (const body of ["", "<html>", '{"count":"3"}', "[]", "null"])
      assert.deepEqual(
        await clientOf(200, body).get("/v1/x", schema),
        { kind: "fault", fault: { kind: "unreadable" } },
        body,
      );
  });

  it("tells signed out, refused and away from each other", async () => {
    const faultOf = async (client: BoardClient): Promise<unknown> => {
      const answer = await client.get("/v1/x", schema);
      return answer.kind === "fault" ? answer.fault : answer;
    };
    assert.deepEqual(await faultOf(clientOf(401, '{"error":"unsigned"}')), { kind: "signedOut" });
    assert.deepEqual(await faultOf(clientOf(429, '{"error":"tooMany"}', { "retry-after": "600" })), {
      kind: "refused",
      reason: "tooMany",
      retryAfterS: 600,
    });
    assert.deepEqual(await faultOf(clientOf(502, "<html>bad gateway")), { kind: "away" });
    const offline = new BoardClient(() => Promise.reject(new TypeError("no network")), undefined);
    assert.deepEqual(await faultOf(offline), { kind: "away" });
  });

  it("gives up on a board that hangs, before its answer or in the middle of it", async () => {
    const hanging = (signal: AbortSignal): Promise<never> =>
      new Promise((_done, fail) => {
        signal.addEventListener("abort", () => fail(signal.reason as Error));
      });
    const silent = new BoardClient((_path, { signal }) => hanging(signal), undefined, 1);
    assert.deepEqual(await silent.get("/v1/x", schema), { kind: "fault", fault: { kind: "away" } });
    const torn = new BoardClient(
      (_path, { signal }) =>
        Promise.resolve(Object.assign(new Response("{"), { json: async (): Promise<unknown> => hanging(signal) })),
      undefined,
      1,
    );
    assert.deepEqual(await torn.get("/v1/x", schema), { kind: "fault", fault: { kind: "away" } });
  });

  it("sends changes as JSON with the session's proof, and readings without", async () => {
    const sent: RequestParts[] = [];
    const client = new BoardClient((_path, parts) => {
      sent.push(parts);
      return Promise.resolve(new Response('{"count":1}'));
    }, "csrf-1");
    await client.get("/v1/x", schema);
    await client.send("PUT", "/v1/x", { a: 1 }, schema);
    const [read, changed] = sent;
    assert.equal(read?.headers, undefined);
    assert.deepEqual(changed?.headers, { "content-type": "application/json", "x-csrf": "csrf-1" });
    assert.equal(changed?.body, '{"a":1}');
    assert.equal(changed?.redirect, "error");
  });
});

describe("faultWords", () => {
  it("has a sentence for every refusal, and one for those of a later server", () => {
    for (const reason of [
      "tooMany",
      "busy",
      "forbidden",
      "otherSession",
      "gone",
      "taken",
      "notFound",
      "somethingNew",
    ]) {
      const words = faultWords({ kind: "refused", reason, retryAfterS: undefined });
      assert.ok(words.endsWith(".") && /^[A-Z][^{}]+$/.test(words), words);
    }
    assert.ok(faultWords({ kind: "refused", reason: "tooMany", retryAfterS: 600 }).includes("10 minutes"));
  });
});
