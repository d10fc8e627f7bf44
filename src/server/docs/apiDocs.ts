import swagger, { type SwaggerTransform } from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { toJsonSchema } from "@valibot/to-json-schema";
import type { FastifyInstance } from "fastify";
import type * as v from "valibot";
import { REFUSALS } from "../http/refusal.ts";
import { ROUTE_NOTES, type Asker } from "./routeNotes.ts";

const DESCRIPTION = `How a team board is talked to. Requests of a device are signed with its Ed25519 key over method, path, time and
body; a person signs in and has a session. Bodies are JSON, fields that are not named here are refused, and every refusal is
\`{"error": WORD}\` with one of: ${Object.keys(REFUSALS).join(", ")}. 429 and 503 say in \`Retry-After\` when to ask again.`;

const LOGO = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>');

/** What the page of the description may load: its own files, and pictures inside its style. */
const POLICY = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": "'self' data:",
  "connect-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'none'",
  "frame-ancestors": "'none'",
};

const SECURITY: Readonly<Record<Asker, readonly Readonly<Record<string, string[]>>[]>> = {
  anyone: [],
  device: [{ device: [] }],
  member: [{ session: [] }, { device: [] }],
  person: [{ session: [] }],
  staff: [{ session: [] }],
  operator: [{ session: [] }, { operatorToken: [] }],
};

/**
 * Describes the routes that are registered after it, for people at `/docs/` and for programs at `/docs/json`.
 *
 * @param folder where the files of the page are, if not in their package
 */
export async function describeApi(app: FastifyInstance, folder: string | undefined): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Token Legend team board", description: DESCRIPTION, version: "1" },
      components: {
        securitySchemes: {
          device: {
            type: "apiKey",
            in: "header",
            name: "authorization",
            description: "Device MEMBER.DEVICE, with x-signature and x-sent-at",
          },
          session: { type: "apiKey", in: "cookie", name: "session" },
          operatorToken: { type: "http", scheme: "bearer" },
        },
      },
    },
    transform: describeRoute,
  });
  await app.register(swaggerUi, {
    routePrefix: "/docs",
    staticCSP: POLICY,
    // Its own would be read from a file that the bundle does not have.
    logo: { type: "image/svg+xml", content: LOGO, href: "/" },
    ...(folder === undefined ? {} : { baseDir: folder }),
    // Nothing is tried out from here: requests want a signature or a session of the page.
    uiConfig: { supportedSubmitMethods: [], deepLinking: false },
  });
}

const describeRoute: SwaggerTransform = ({ url, route, schema }) => {
  const method = [route.method].flat()[0] ?? "";
  if (schema?.hide === true || method === "HEAD" || !/^\/(?:v1|auth|healthz|readyz|metrics)/.test(url))
    return { schema: { hide: true }, url };
  const note = ROUTE_NOTES[`${method} ${url}`];
  if (note === undefined) return { schema: { summary: url }, url };
  const { summary, asker, body, reply } = note;
  return {
    schema: {
      summary,
      tags: [asker],
      security: [...SECURITY[asker]],
      ...(body === undefined ? {} : { body: jsonSchemaOf(body) }),
      response: { 200: { description: "Done", ...(reply === undefined ? {} : jsonSchemaOf(reply)) } },
    },
    url,
  };
};

/** What a schema of the wire takes. Rules that JSON Schema has no word for are left out. */
function jsonSchemaOf(schema: v.GenericSchema): object {
  const { $schema: _dialect, ...described } = toJsonSchema(schema, { errorMode: "ignore" });
  return described;
}
