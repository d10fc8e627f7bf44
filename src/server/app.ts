import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import { LogController, fastify, type FastifyInstance, type FastifyServerOptions } from "fastify";
import { LEAST_PEOPLE } from "../core/board/publication/leastPeople.ts";
import { WIRE_BOUNDS } from "../shared/board/wireBounds.ts";
import type { BoardDatabase, Queries } from "./database/boardDatabase.ts";
import { Terms } from "./database/terms.ts";
import { adminRoutes } from "./http/adminRoutes.ts";
import { describeApi } from "./docs/apiDocs.ts";
import { answerErrors } from "./http/answerErrors.ts";
import type { BoardServices } from "./http/boardServices.ts";
import { healthRoutes } from "./http/healthRoutes.ts";
import { IngestGate } from "./http/ingestGate.ts";
import { integrityRoutes } from "./http/integrityRoutes.ts";
import { joinRoutes } from "./http/joinRoutes.ts";
import { memberRoutes } from "./http/memberRoutes.ts";
import { Metrics } from "./http/metrics.ts";
import { oidcRoutes } from "./http/oidcRoutes.ts";
import { operatorRoutes } from "./http/operatorRoutes.ts";
import { pageRoutes } from "./http/pageRoutes.ts";
import { refuseAmbiguous } from "./http/refuseAmbiguous.ts";
import { siteOf } from "./http/site.ts";
import { syncRoutes } from "./http/syncRoutes.ts";
import { viewRoutes } from "./http/viewRoutes.ts";
import { viewerRoutes } from "./http/viewerRoutes.ts";
import { JobLog } from "./jobLog.ts";
import { integrityParts } from "./integrity/integrityParts.ts";
import type { RandomBytes } from "./membership/codes.ts";
import type { BoardPage } from "./page/boardPage.ts";
import { Directory } from "./oidc/directory.ts";
import type { OidcConfig } from "./oidc/oidcConfig.ts";
import { KeptList } from "./views/keptList.ts";

/** How long a request may take to come in, so that slow senders cannot hold connections. */
export interface SlownessLimits {
  readonly headersMs: number;
  readonly requestMs: number;
  /** How often connections are looked at: one may live so much longer. */
  readonly checkEveryMs: number;
}
const SLOWNESS: SlownessLimits = { headersMs: 10_000, requestMs: 20_000, checkEveryMs: 2_000 };

export interface AppOptions {
  readonly writes: BoardDatabase;
  readonly reads: Queries;
  readonly clock: () => number;
  readonly random: RandomBytes;
  readonly operatorToken: string | undefined;
  /** Where people open the board's page, such as `https://board.example.com`; needed behind a proxy. */
  readonly publicUrl?: string | undefined;
  /** The company's directory; without it people sign in with codes alone. */
  readonly oidc?: OidcConfig | undefined;
  /** What the jobs of this process report to. */
  readonly jobs?: JobLog | undefined;
  /** Folder of the embedded database: monitors are told when its newest backup was made. */
  readonly dataFolder?: string | undefined;
  /** The page in a browser, where it was built. */
  readonly page?: BoardPage | undefined;
  readonly intervalS: number;
  /** Fewer people than this are told nothing of as a group. */
  readonly leastPeople?: number;
  /** Whether this process, or another on the same data, holds members' days against a provider's own report. */
  readonly readsProvider?: boolean;
  /** What the company has to say to who joins. */
  readonly legalText?: string | undefined;
  /** Shared with the job that renews it. */
  readonly list?: KeptList;
  /** Uploads that are stored at once. */
  readonly width: number;
  /** Proxies in front of the server; of a longer way the nearest ones alone are believed, as the rest could be made up. */
  readonly trustProxy: number | false;
  readonly slowness?: SlownessLimits;
  /** Describes the routes at `/docs`, with the files of that folder or of their package. */
  readonly docs?: { readonly folder: string | undefined };
  readonly logger: NonNullable<FastifyServerOptions["logger"]>;
}

const YEAR_S = 365 * 86_400;

/** The board over HTTP, on a database that has been migrated and has a board. Listens on nothing by itself. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { clock, intervalS, random, writes, reads, jobs = new JobLog() } = options;
  const gate = new IngestGate({ width: options.width, longestWaitMs: 2_000, mostWaiting: 500 }, clock);
  const services: BoardServices = {
    writes,
    reads,
    list: options.list ?? new KeptList(),
    terms: new Terms(),
    gate,
    metrics: new Metrics({ jobs, dataFolder: options.dataFolder }),
    clock,
    random,
    intervalS,
    leastPeople: options.leastPeople ?? LEAST_PEOPLE,
    readsProvider: options.readsProvider ?? false,
    legalText: options.legalText,
    site: siteOf(options.publicUrl),
    jobs,
    adminParts: integrityParts(random),
  };
  const app = createServer(options);
  answerErrors(app);
  noteRequests(app, services.metrics);
  refuseAmbiguous(app);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { "default-src": ["'none'"], "frame-ancestors": ["'none'"] },
    },
    referrerPolicy: { policy: "no-referrer" },
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    // Browsers would keep to https for a year: only where that is how the board is reached.
    strictTransportSecurity: services.site.isSecure && { maxAge: YEAR_S, includeSubDomains: false },
  });
  await app.register(cookie);
  if (options.docs !== undefined) await describeApi(app, options.docs.folder);
  let isStopping = false;
  app.addHook("preClose", async () => {
    isStopping = true;
  });
  // Each in a scope of its own, so that one's limits and checks are not another's.
  await app.register(async (scope) => healthRoutes(scope, services, { isStopping: () => isStopping }));
  await app.register(async (scope) => syncRoutes(scope, services));
  await app.register((scope) => joinRoutes(scope, services));
  await app.register((scope) => memberRoutes(scope, services));
  await app.register((scope) => viewRoutes(scope, services));
  const directory = options.oidc === undefined ? undefined : new Directory(options.oidc, clock);
  await app.register((scope) => viewerRoutes(scope, services, directory?.company));
  if (directory !== undefined) await app.register((scope) => oidcRoutes(scope, services, directory));
  await app.register((scope) => adminRoutes(scope, services));
  const operator = { token: options.operatorToken, issuer: options.oidc?.issuer };
  await app.register((scope) => integrityRoutes(scope, services));
  await app.register((scope) => operatorRoutes(scope, services, operator));
  const { page } = options;
  if (page !== undefined) await app.register((scope) => pageRoutes(scope, page));
  return app;
}

function createServer({ trustProxy, logger, slowness = SLOWNESS }: AppOptions): FastifyInstance {
  const proxies = Number(trustProxy);
  const app = fastify({
    logger,
    trustProxy: proxies > 0 && ((_address: string, hop: number) => hop < proxies),
    // What is logged of a request names no address; see noteRequests.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: WIRE_BOUNDS.bodyBytes,
    connectionTimeout: 30_000,
    requestTimeout: slowness.requestMs,
    keepAliveTimeout: 65_000,
    forceCloseConnections: "idle",
    return503OnClosing: true,
    http: {
      headersTimeout: slowness.headersMs,
      connectionsCheckingInterval: slowness.checkEveryMs,
      maxHeaderSize: 8_192,
      insecureHTTPParser: false,
    },
  });
  // Signatures are over the bytes, so that bodies are kept as they come and read by readJson.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.addHook("onRequest", async (_request, reply) => {
    reply.header("cache-control", "no-store");
  });
  return app;
}

function noteRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "unknown";
    const ms = reply.elapsedTime;
    metrics.countRequest(route, reply.statusCode, ms / 1_000);
    request.log.info({ route, status: reply.statusCode, ms: Math.round(ms) }, "answered");
  });
}
