import { createHash } from "node:crypto";
import { fastify, type FastifyInstance, type FastifyRequest } from "fastify";
import { SignJWT, exportJWK, generateKeyPair, type CryptoKey, type JWK } from "jose";

export const CLIENT_ID = "the-board";
export const CLIENT_SECRET = "a secret & more";

/** How one sign-in is to go wrong, or not. */
export interface Behaviour {
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly userInfo: Readonly<Record<string, unknown>>;
  readonly issuer: string | undefined;
  readonly audience: string;
  readonly nonce: string | undefined;
  /** Seconds from now at which the token ends. */
  readonly expiresInS: number;
  readonly signature: "right" | "none" | "otherKey" | "hmac" | "changed";
  /** What the token endpoint answers instead. */
  readonly tokenStatus: number;
}

const WELL: Behaviour = {
  subject: "person-1",
  claims: {},
  userInfo: {},
  issuer: undefined,
  audience: CLIENT_ID,
  nonce: undefined,
  expiresInS: 300,
  signature: "right",
  tokenStatus: 200,
};

interface Grant {
  readonly nonce: string;
  readonly challenge: string;
  readonly redirectUri: string;
  readonly behaviour: Behaviour;
}

/** A directory that speaks OpenID Connect over a real socket of this machine: discovery, keys, codes, tokens, user info. */
export class StandInDirectory {
  readonly #app: FastifyInstance;
  readonly #grants = new Map<string, Grant>();
  readonly #userInfo = new Map<string, object>();
  #key: CryptoKey | undefined;
  #otherKey: CryptoKey | undefined;
  #jwk: JWK = {};
  issuer = "";
  behaviour: Behaviour = WELL;
  /** Requests that came to the token endpoint. */
  tokenRequests = 0;

  private constructor() {
    this.#app = fastify();
    this.#app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, body, done) =>
      done(null, body),
    );
    this.#serve();
  }

  static async start(): Promise<StandInDirectory> {
    const directory = new StandInDirectory();
    const { privateKey, publicKey } = await generateKeyPair("ES256");
    directory.#key = privateKey;
    directory.#otherKey = (await generateKeyPair("ES256")).privateKey;
    directory.#jwk = { ...(await exportJWK(publicKey)), kid: "key-1", alg: "ES256", use: "sig" };
    directory.issuer = await directory.#app.listen({ host: "127.0.0.1", port: 0 });
    return directory;
  }

  stop(): Promise<void> {
    return this.#app.close();
  }

  /** From now on all goes well but for what is told. */
  behave(change: Partial<Behaviour>): void {
    this.behaviour = { ...WELL, ...change };
  }

  /** What a person does there: signs in and is sent back. Answers the address that they are sent to. */
  async visit(url: string): Promise<URL> {
    const response = await fetch(url, { redirect: "manual" });
    const location = response.headers.get("location");
    if (location === null) throw new Error(`Not sent back: ${response.status} ${await response.text()}`);
    return new URL(location);
  }

  #serve(): void {
    this.#app.get("/.well-known/openid-configuration", (_request, reply) =>
      reply.send({
        issuer: this.issuer,
        authorization_endpoint: `${this.issuer}/authorize`,
        token_endpoint: `${this.issuer}/token`,
        userinfo_endpoint: `${this.issuer}/userinfo`,
        jwks_uri: `${this.issuer}/keys`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["ES256"],
        code_challenge_methods_supported: ["S256"],
      }),
    );
    this.#app.get("/keys", (_request, reply) => reply.send({ keys: [this.#jwk] }));
    this.#app.get("/authorize", (request, reply) => {
      const query = request.query as Readonly<Record<string, string>>;
      const isRight = query["response_type"] === "code" && query["client_id"] === CLIENT_ID;
      if (!isRight || query["code_challenge_method"] !== "S256") return reply.code(400).send("what?");
      const code = `code-${this.#grants.size + 1}`;
      const back = new URL(query["redirect_uri"] ?? "");
      this.#grants.set(code, {
        nonce: query["nonce"] ?? "",
        challenge: query["code_challenge"] ?? "",
        redirectUri: back.href,
        behaviour: this.behaviour,
      });
      back.searchParams.set("code", code);
      back.searchParams.set("state", query["state"] ?? "");
      return reply.redirect(back.href);
    });
    this.#app.post("/token", async (request, reply) => {
      this.tokenRequests += 1;
      const grant = this.#redeem(request);
      if (grant === undefined) return reply.code(400).send({ error: "invalid_grant" });
      const { behaviour } = grant;
      if (behaviour.tokenStatus !== 200) return reply.code(behaviour.tokenStatus).send("in trouble");
      const accessToken = `access-${this.tokenRequests}`;
      this.#userInfo.set(accessToken, { sub: behaviour.subject, ...behaviour.userInfo });
      return { access_token: accessToken, token_type: "Bearer", id_token: await this.#idToken(grant) };
    });
    this.#app.get("/userinfo", (request, reply) => {
      const found = this.#userInfo.get(request.headers.authorization?.slice("Bearer ".length) ?? "");
      return found === undefined ? reply.code(401).send() : reply.send(found);
    });
  }

  /** A code is good once, for who can show the client's secret and what the challenge was made of. */
  #redeem(request: FastifyRequest): Grant | undefined {
    const body = new URLSearchParams(String(request.body));
    const basic = /^Basic (\S+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    const [id, secret] = Buffer.from(basic, "base64").toString().split(":").map(formDecode);
    const isClient = id === CLIENT_ID && secret === CLIENT_SECRET;
    const code = body.get("code") ?? "";
    const grant = this.#grants.get(code);
    this.#grants.delete(code);
    const challenge = createHash("sha256")
      .update(body.get("code_verifier") ?? "")
      .digest("base64url");
    const isRight = grant?.challenge === challenge && grant.redirectUri === body.get("redirect_uri");
    return isClient && isRight ? grant : undefined;
  }

  async #idToken({ nonce, behaviour }: Grant): Promise<string> {
    const nowS = Math.floor(Date.now() / 1_000);
    const claims = { ...behaviour.claims, nonce: behaviour.nonce ?? nonce };
    const token = (alg: string): SignJWT =>
      new SignJWT(claims)
        .setProtectedHeader({ alg, kid: "key-1" })
        .setIssuer(behaviour.issuer ?? this.issuer)
        .setSubject(behaviour.subject)
        .setAudience(behaviour.audience)
        .setIssuedAt(nowS - 600)
        .setExpirationTime(nowS + behaviour.expiresInS);
    if (this.#key === undefined || this.#otherKey === undefined) throw new Error("Not started");
    const signed = await token("ES256").sign(behaviour.signature === "otherKey" ? this.#otherKey : this.#key);
    const [head = "", payload = "", signature = ""] = signed.split(".");
    switch (behaviour.signature) {
      case "none":
        return `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`;
      case "hmac":
        return token("HS256").sign(new TextEncoder().encode(JSON.stringify(this.#jwk)));
      case "changed": {
        const other = { ...(JSON.parse(Buffer.from(payload, "base64url").toString()) as object), sub: "somebody-else" };
        return `${head}.${Buffer.from(JSON.stringify(other)).toString("base64url")}.${signature}`;
      }
      case "right":
      case "otherKey":
        return signed;
    }
  }
}

/** A client's id and secret go into the header as forms write them. */
function formDecode(text: string): string {
  return decodeURIComponent(text.replaceAll("+", " "));
}
