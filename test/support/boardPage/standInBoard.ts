import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import helmet from "@fastify/helmet";
import { fastify, type FastifyInstance } from "fastify";
import { pageRoutes } from "../../../src/server/http/pageRoutes.ts";
import { type BoardPage, findBoardPage } from "../../../src/server/page/boardPage.ts";

/** What the stand-in answers, by path with its query or without; a number is a refusal with that status. */
export type Answers = Readonly<Record<string, unknown>>;

/** A request that changes something, as it came. */
export interface SentChange {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly csrf: string | undefined;
}

const DIST = resolve(import.meta.dirname, "../../../dist");

/** Serves the page as the board does, with answers of a test's making in place of a database. */
export class StandInBoard {
  readonly #app: FastifyInstance;
  /** Changed by tests between requests. */
  answers: Answers;
  readonly sent: SentChange[] = [];
  readonly asked: string[] = [];

  private constructor(app: FastifyInstance, answers: Answers) {
    this.#app = app;
    this.answers = answers;
  }

  static async open(answers: Answers): Promise<StandInBoard> {
    const app = fastify();
    const board = new StandInBoard(app, answers);
    await app.register(helmet, { referrerPolicy: { policy: "no-referrer" } });
    await app.register((scope) => pageRoutes(scope, builtPage()));
    for (const url of ["/v1/*", "/auth/*"]) {
      app.route({
        method: ["GET", "POST", "PUT", "DELETE"],
        url,
        handler: async (request, reply) => {
          const path = request.url.replace(/\?.*/, "");
          board.asked.push(request.url);
          if (request.method !== "GET") {
            const csrf = request.headers["x-csrf"];
            const { method, body } = request;
            board.sent.push({ method, path, body, csrf: typeof csrf === "string" ? csrf : undefined });
          }
          const answer =
            board.answers[`${request.method} ${path}`] ?? board.answers[request.url] ?? board.answers[path];
          if (answer === undefined) return reply.code(404).send({ error: "notFound" });
          return typeof answer === "number" ? reply.code(answer).send({ error: wordOf(answer) }) : answer;
        },
      });
    }
    await app.listen({ host: "127.0.0.1", port: 0 });
    return board;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#app.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await this.#app.close();
  }
}

/** The page that the last build made. */
export function builtPage(): BoardPage {
  const page = findBoardPage([DIST]);
  if (page === undefined) throw new Error("The board's page is not built: run npm run build.");
  return page;
}

function wordOf(status: number): string {
  const words: Readonly<Record<number, string>> = {
    401: "unsigned",
    403: "forbidden",
    404: "notFound",
    409: "taken",
    429: "tooMany",
  };
  return words[status] ?? "busy";
}
