import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { networkFetch } from "../../../src/sync/networkFetch.ts";
import { Transport, type Outgoing } from "../../../src/sync/transport.ts";
import { ManualClock } from "../../support/manualClock.ts";

const ASKED: Outgoing = {
  method: "GET",
  path: "/v1/board",
  headers: {},
  body: undefined,
  mostBytes: 1_000,
  timeoutMs: 30_000,
};

describe("requests to a board", () => {
  const clock = new ManualClock();
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function listen(server: Server, scheme = "http"): Promise<string> {
    servers.push(server);
    await new Promise<void>((done) => {
      server.listen(0, "127.0.0.1", done);
    });
    return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const serve = async (listener: RequestListener): Promise<Transport> =>
    new Transport(await listen(createServer(listener)), networkFetch, clock);
  const answering = (status: number, body: string, headers: Record<string, string> = {}): Promise<Transport> =>
    serve((_request, response) => void response.writeHead(status, headers).end(body));

  it("answer with the JSON of a 200, and leave no timer", async () => {
    const board = await answering(200, '{"a":1}');
    assert.deepEqual(await board.send(ASKED, undefined), { ok: true, value: { a: 1 } });
    assert.equal(clock.waiting, 0);
  });

  it("carry nothing that was not asked for", async () => {
    let seen: unknown;
    const board = await serve((request, response) => {
      seen = request.headers;
      response.end("{}");
    });
    await board.send(ASKED, undefined);
    const { host: _, ...headers } = seen as Record<string, string>;
    assert.deepEqual(Object.keys(headers).toSorted(), [
      "accept",
      "accept-encoding",
      "accept-language",
      "connection",
      "sec-fetch-mode",
      "user-agent",
    ]);
    assert.equal(headers["user-agent"], "node");
    assert.equal(headers["accept-language"], "*");
  });

  it("tell what the board refuses, in its own word if it is one", async () => {
    const refused = (status: number, reason: string): object => ({
      ok: false,
      fault: { kind: "refused", status, reason },
    });
    assert.deepEqual(await (await answering(410, '{"error":"gone"}')).send(ASKED, undefined), refused(410, "gone"));
    for (const body of ["<script>alert(1)</script>", '{"error":"<b>no</b>"}', '{"error":1}', "", "[]"])
      assert.deepEqual(await (await answering(403, body)).send(ASKED, undefined), refused(403, "unknown"), body);
    assert.deepEqual(await (await answering(500, "{}")).send(ASKED, undefined), refused(500, "unknown"));
    assert.deepEqual(await (await answering(204, "")).send(ASKED, undefined), refused(204, "unknown"));
  });

  it("may be tried again after 429, 502, 503 and 504 only", async () => {
    for (const status of [429, 502, 503, 504]) {
      const board = await answering(status, "{}", { "retry-after": "7" });
      const fault = { kind: "busy", status, retryAfterS: 7 };
      assert.deepEqual(await board.send(ASKED, undefined), { ok: false, fault });
    }
    const dated = await answering(503, "", { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" });
    assert.deepEqual(await dated.send(ASKED, undefined), {
      ok: false,
      fault: { kind: "busy", status: 503, retryAfterS: undefined },
    });
  });

  it("follow no redirect, wherever it leads", async () => {
    let others = 0;
    const other = await listen(
      createServer((_request, response) => {
        others += 1;
        response.end("{}");
      }),
    );
    for (const location of [other, "/v1/other"]) {
      const board = await answering(307, "", { location });
      assert.deepEqual(await board.send(ASKED, undefined), { ok: false, fault: { kind: "strange", what: "redirect" } });
    }
    assert.equal(others, 0);
  });

  it("read no more than they are told to, however much comes", async () => {
    const board = await serve((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write("x".repeat(10_000)));
        response.once("drain", more);
      };
      more();
    });
    assert.deepEqual(await board.send(ASKED, undefined), { ok: false, fault: { kind: "strange", what: "tooLarge" } });
  });

  it("take no answer that is not JSON in UTF-8", async () => {
    const notAsAgreed = { ok: false, fault: { kind: "strange", what: "notAsAgreed" } };
    assert.deepEqual(await (await answering(200, "<html>")).send(ASKED, undefined), notAsAgreed);
    const board = await serve((_request, response) => void response.end(Buffer.from([0x22, 0xff, 0x22])));
    assert.deepEqual(await board.send(ASKED, undefined), notAsAgreed);
  });

  it("end in time when nothing comes", async () => {
    const board = await serve(() => clock.advance(30_000));
    const offline = { ok: false, fault: { kind: "offline", cause: "timeout" } };
    assert.deepEqual(await board.send(ASKED, undefined), offline);
    const slow = await serve((_request, response) => {
      response.write("{");
      clock.advance(30_000);
    });
    assert.deepEqual(await slow.send(ASKED, undefined), offline);
  });

  it("end when they are given up", async () => {
    const ending = new AbortController();
    const board = await serve(() => ending.abort());
    const aborted = { ok: false, fault: { kind: "aborted" } };
    assert.deepEqual(await board.send(ASKED, ending.signal), aborted);
    assert.deepEqual(await board.send(ASKED, ending.signal), aborted);
  });

  it("tell why nobody was reached", async () => {
    const gone = createServer();
    const url = await listen(gone);
    gone.close();
    const cause = async (address: string): Promise<unknown> =>
      new Transport(address, networkFetch, clock).send(ASKED, undefined);
    assert.deepEqual(await cause(url), { ok: false, fault: { kind: "offline", cause: "noAnswer" } });
    assert.deepEqual(await cause("http://no-such-host.invalid"), {
      ok: false,
      fault: { kind: "offline", cause: "noSuchHost" },
    });
    const broken = await serve((request) => void request.socket.destroy());
    assert.deepEqual(await broken.send(ASKED, undefined), {
      ok: false,
      fault: { kind: "offline", cause: "connection" },
    });
  });

  it("tell plainly of a certificate that nobody vouches for", async function () {
    const folder = mkdtempSync(join(tmpdir(), "token-legend-cert-"));
    try {
      const key = join(folder, "key.pem");
      const cert = join(folder, "cert.pem");
      const args = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "1"];
      try {
        execFileSync("openssl", [...args, "-subj", "/CN=localhost"], { stdio: "ignore" });
      } catch {
        // Not installed here.
        this.skip();
      }
      const server = createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) });
      const url = await listen(server, "https");
      assert.deepEqual(await new Transport(url, networkFetch, clock).send(ASKED, undefined), {
        ok: false,
        fault: { kind: "offline", cause: "certificate" },
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
