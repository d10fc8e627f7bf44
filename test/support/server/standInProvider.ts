import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReportedUse {
  readonly email: string;
  readonly tokens: number;
  readonly terminal?: string;
}

const ADMIN_KEY = "sk-ant-admin-stand-in";

/** Speaks the documented form of Anthropic's report of Claude Code, on this machine alone. */
export class StandInProvider {
  readonly #server: Server;
  /** Records by UTC date; anything that is not of the form is sent as it is. */
  readonly days = new Map<string, readonly (ReportedUse | { readonly raw: unknown })[]>();
  /** Answers to give instead of the next ones. */
  readonly instead: { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }[] =
    [];
  readonly asked: string[] = [];
  /** Records of a page: the board asks for more than this, and has to follow. */
  perPage = 2;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<StandInProvider> {
    const server = createServer();
    const provider = new StandInProvider(server);
    server.on("request", (request, response) => provider.#answer(request, response));
    await new Promise<void>((done) => {
      server.listen(0, "127.0.0.1", done);
    });
    return provider;
  }

  get access(): { readonly url: string; readonly key: string; readonly fetch: typeof fetch } {
    // It listens on a port.
    const { port } = this.#server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, key: ADMIN_KEY, fetch };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => {
      this.#server.close(done);
    });
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? "", "http://provider");
    this.asked.push(`${url.pathname}${url.search}`);
    const other = this.instead.shift();
    if (other !== undefined) {
      response.writeHead(other.status, other.headers).end(other.body);
      return;
    }
    const isAllowed =
      request.headers["x-api-key"] === ADMIN_KEY && request.headers["anthropic-version"] === "2023-06-01";
    if (!isAllowed) {
      response.writeHead(401).end('{"type":"error","error":{"type":"authentication_error"}}');
      return;
    }
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(this.#page(url.searchParams)));
  }

  #page(query: URLSearchParams): object {
    const date = query.get("starting_at") ?? "";
    const records = this.days.get(date) ?? [];
    const from = Number(/^page_(\d+)$/.exec(query.get("page") ?? "page_0")?.[1] ?? 0);
    const to = from + Math.min(this.perPage, Number(query.get("limit") ?? 20));
    const hasMore = to < records.length;
    return {
      data: records.slice(from, to).map((record) => ("raw" in record ? record.raw : recordOf(record, date))),
      has_more: hasMore,
      next_page: hasMore ? `page_${to}` : null,
    };
  }
}

function recordOf({ email, tokens, terminal = "vscode" }: ReportedUse, date: string): object {
  const accepted = { accepted: 1, rejected: 0 };
  const of = (input: number, cacheRead: number): object => ({
    model: "claude-opus-4-5",
    tokens: { input, output: 0, cache_read: cacheRead, cache_creation: 0 },
    estimated_cost: { currency: "USD", amount: 186 },
  });
  return {
    date: `${date}T00:00:00Z`,
    actor: { type: "user_actor", email_address: email },
    organization_id: "dc9f6c26-b22c-4831-8d01-0446bada88f1",
    customer_type: "api",
    subscription_type: null,
    terminal_type: terminal,
    core_metrics: {
      num_sessions: 1,
      lines_of_code: { added: 1, removed: 0 },
      commits_by_claude_code: 0,
      pull_requests_by_claude_code: 0,
    },
    tool_actions: {
      edit_tool: accepted,
      multi_edit_tool: accepted,
      notebook_edit_tool: accepted,
      write_tool: accepted,
    },
    model_breakdown: [of(Math.floor(tokens / 2), 0), of(0, tokens - Math.floor(tokens / 2))],
  };
}
