import {
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  ResponseBodyError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type ClientAuth,
  type Configuration,
} from "openid-client";
import { STAFF_ROLES, type StaffRole } from "../accounts/accounts.ts";
import type { OidcConfig } from "./oidcConfig.ts";

export const CALLBACK_PATH = "/auth/oidc/callback";
const TIMEOUT_S = 10;
/** How long what the directory says of itself is believed; its keys are asked for again when a new one is met. */
const DISCOVERY_MS = 3_600_000;

/** What one sign-in remembers between going to the directory and coming back. */
export interface Flow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Whom the directory means. Nothing else that it may tell is looked at. */
export interface DirectoryPerson {
  readonly issuer: string;
  readonly subject: string;
  readonly roles: readonly StaffRole[];
  /** Their address, where the board is told which claim holds it; an e-mail address only if the directory has verified it. */
  readonly address: string | undefined;
}

/** The directory vouches for nobody here: what came back is not right, or the person was not let in. */
export class SignInRefused extends Error {
  override readonly name = "SignInRefused";
}

/** The directory does not answer as one does, and may do so later. */
export class DirectoryAway extends Error {
  override readonly name = "DirectoryAway";
}

/** A company's directory that speaks OpenID Connect: authorization code with PKCE, state and nonce. */
export class Directory {
  readonly #config: OidcConfig;
  readonly #clock: () => number;
  #found: { readonly untilMs: number; readonly configuration: Promise<Configuration> } | undefined;

  constructor(config: OidcConfig, clock: () => number) {
    this.#config = config;
    this.#clock = clock;
  }

  get company(): string {
    return this.#config.company;
  }

  /**
   * Where to send somebody to sign in, and what to remember until they are back.
   *
   * @throws DirectoryAway
   */
  async begin(): Promise<{ readonly url: URL; readonly flow: Flow }> {
    const configuration = await this.#discover();
    const flow = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const url = buildAuthorizationUrl(configuration, {
      response_type: "code",
      redirect_uri: this.#callback().href,
      scope: this.#config.scopes,
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await calculatePKCECodeChallenge(flow.verifier),
      code_challenge_method: "S256",
    });
    return { url, flow };
  }

  /**
   * Who came back.
   *
   * @param search the query that they came back with
   * @throws SignInRefused
   * @throws DirectoryAway
   */
  async finish(search: string, { state, nonce, verifier }: Flow): Promise<DirectoryPerson> {
    const configuration = await this.#discover();
    const url = this.#callback();
    url.search = search;
    try {
      const tokens = await authorizationCodeGrant(configuration, url, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new SignInRefused("The directory sent no ID token");
      const told = await this.#told(configuration, claims, tokens.access_token);
      return { issuer: claims.iss, subject: claims.sub, roles: this.#rolesOf(told), address: this.#addressOf(told) };
    } catch (error) {
      throw error instanceof SignInRefused || !isAway(error)
        ? new SignInRefused("The directory vouches for nobody", { cause: error })
        : new DirectoryAway("The directory does not answer", { cause: error });
    }
  }

  /** What the directory says of the person, in the token and, where something is missing there, in its user information. */
  async #told(
    configuration: Configuration,
    claims: Readonly<Record<string, unknown>> & { readonly sub: string },
    accessToken: string,
  ): Promise<Readonly<Record<string, unknown>>> {
    const asked = [this.#config.roles?.claim, this.#config.addressClaim].filter((claim) => claim !== undefined);
    const isWhole = asked.every((claim) => claims[claim] !== undefined);
    if (isWhole || configuration.serverMetadata().userinfo_endpoint === undefined) return claims;
    // Many directories tell groups there alone.
    return { ...(await fetchUserInfo(configuration, accessToken, claims.sub)), ...claims };
  }

  #rolesOf(told: Readonly<Record<string, unknown>>): readonly StaffRole[] {
    const { roles } = this.#config;
    if (roles === undefined) return [];
    const { claim, groups: of } = roles;
    const groups = told[claim];
    const belongsTo = new Set<unknown>(Array.isArray(groups) ? groups : [groups]);
    return STAFF_ROLES.filter((role) => of[role].some((group) => belongsTo.has(group)));
  }

  #addressOf(told: Readonly<Record<string, unknown>>): string | undefined {
    const claim = this.#config.addressClaim;
    const address = claim === undefined ? undefined : told[claim];
    // In many directories people may write there what they like.
    if (claim === "email" && told["email_verified"] !== true) return undefined;
    return typeof address === "string" && address !== "" ? address : undefined;
  }

  #callback(): URL {
    return new URL(CALLBACK_PATH, this.#config.publicUrl);
  }

  #discover(): Promise<Configuration> {
    const nowMs = this.#clock();
    if (this.#found !== undefined && nowMs < this.#found.untilMs) return this.#found.configuration;
    const found = { untilMs: nowMs + DISCOVERY_MS, configuration: discover(this.#config) };
    this.#found = found;
    found.configuration.catch(() => {
      // The next one asks again.
      if (this.#found === found) this.#found = undefined;
    });
    return found.configuration;
  }
}

async function discover({ issuer, clientId, clientSecret }: OidcConfig): Promise<Configuration> {
  const authenticate: ClientAuth = (server, ...request) => {
    // What a directory does not say it takes, it takes as the standard's default.
    const takesPost = server.token_endpoint_auth_methods_supported?.includes("client_secret_post") ?? false;
    (takesPost ? ClientSecretPost(clientSecret) : ClientSecretBasic(clientSecret))(server, ...request);
  };
  // Deprecated in name only, to be noticed. The address was checked: without https it is one of this machine.
  // oxlint-disable-next-line typescript/no-deprecated
  const loopback = issuer.startsWith("http:") ? [allowInsecureRequests] : [];
  try {
    return await discovery(new URL(issuer), clientId, clientSecret, authenticate, {
      timeout: TIMEOUT_S,
      // Tokens have to be signed by the directory's keys, although they come from it directly.
      execute: [enableNonRepudiationChecks, ...loopback],
    });
  } catch (error) {
    throw new DirectoryAway("The directory does not say how to sign in", { cause: error });
  }
}

/** Of no use to anybody, or of a server in trouble; as opposed to an answer that says no or is not to be trusted. */
function isAway(error: unknown): boolean {
  if (error instanceof ResponseBodyError) return error.status >= 500;
  if (error instanceof ClientError) {
    if (error.code === "OAUTH_TIMEOUT") return true;
    return error.cause instanceof Response && error.cause.status >= 500;
  }
  // How the platform's `fetch` says that there was no connection.
  return error instanceof TypeError;
}
