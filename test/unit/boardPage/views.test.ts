import assert from "node:assert/strict";
import * as v from "valibot";
import { BoardClient } from "../../../src/boardPage/boardClient.ts";
import { Views } from "../../../src/boardPage/views.ts";

const schema = v.object({ count: v.number() });
const PATH = "/v1/x";

describe("Views", () => {
  let nowMs = 0;
  let status = 200;
  let asked = 0;
  let views: Views;

  beforeEach(() => {
    nowMs = 1_000_000;
    status = 200;
    asked = 0;
    const answer = (): Promise<Response> => {
      asked += 1;
      return Promise.resolve(new Response(`{"count":${asked},"error":"busy"}`, { status }));
    };
    views = new Views(new BoardClient(answer, undefined), () => nowMs);
  });

  it("asks once for what is asked for at the same time, or again within a minute", async () => {
    await Promise.all([views.loadUnlessFresh(PATH, schema), views.loadUnlessFresh(PATH, schema)]);
    nowMs += 59_999;
    await views.loadUnlessFresh(PATH, schema);
    assert.equal(asked, 1);
    nowMs += 1;
    await views.loadUnlessFresh(PATH, schema);
    assert.equal(asked, 2);
  });

  it("asks anew on request, and after a change", async () => {
    await views.load(PATH, schema);
    await views.load(PATH, schema);
    assert.equal(asked, 2);
    views.expire();
    assert.deepEqual(views.read(PATH, schema).value, { count: 2 });
    await views.loadUnlessFresh(PATH, schema);
    assert.equal(asked, 3);
  });

  it("asks once more where a change came while an answer was under way, which may not know of it", async () => {
    const answers: ((answer: Response) => void)[] = [];
    let noteSecond = (): void => undefined;
    const askedTwice = new Promise<void>((done) => {
      noteSecond = done;
    });
    const answer = (): Promise<Response> =>
      new Promise((done) => {
        if (answers.push(done) === 2) noteSecond();
      });
    const slow = new Views(new BoardClient(answer, undefined), () => nowMs);
    const loading = slow.load(PATH, schema);
    slow.expire();
    const again = slow.load(PATH, schema);
    answers[0]?.(new Response('{"count":1}'));
    await Promise.race([askedTwice, loading]);
    assert.equal(answers.length, 2);
    answers[1]?.(new Response('{"count":2}'));
    await Promise.all([loading, again]);
    assert.deepEqual(slow.read(PATH, schema), { value: { count: 2 }, fault: undefined, isLoading: false });
    await slow.loadUnlessFresh(PATH, schema);
    assert.equal(answers.length, 2);
  });

  it("keeps the last answer beside the fault of a later one, and is not content with it", async () => {
    await views.load(PATH, schema);
    status = 503;
    await views.load(PATH, schema);
    const { value, fault, isLoading } = views.read(PATH, schema);
    assert.deepEqual(value, { count: 1 });
    assert.equal(fault?.kind, "refused");
    assert.equal(isLoading, false);
  });

  it("answers what a request failed of, and nothing where it did not", async () => {
    assert.equal(await views.load(PATH, schema), undefined);
    status = 503;
    assert.deepEqual(await views.load(PATH, schema), { kind: "refused", reason: "busy", retryAfterS: undefined });
  });

  it("tells who listens of the beginning and the end, until they stop", async () => {
    const seen: boolean[] = [];
    const stop = views.listen(() => seen.push(views.read(PATH, schema).isLoading));
    await views.load(PATH, schema);
    stop();
    await views.load(PATH, schema);
    assert.deepEqual(seen, [true, false]);
  });
});
