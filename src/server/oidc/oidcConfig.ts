import * as v from "valibot";
import type { StaffRole } from "../accounts/accounts.ts";

const word = (most: number): v.GenericSchema<string> =>
  v.pipe(v.string(), v.minLength(1), v.maxLength(most), v.regex(/^[\x20-\x7e]+$/, "plain text"));
/** Of the directory itself nobody must be able to pretend; on this machine there is nobody between. */
const ISSUER = /^(?:https:\/\/|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$))[^\s?#]{0,500}$/;
/** Groups as the directory writes them, with commas between. */
const groups = v.optional(v.pipe(v.string(), v.regex(/^\P{Cc}{0,2000}$/u, "plain text"), v.transform(readList)), "");

/** Settings of the environment for signing in with a company's directory. */
export const OIDC_SETTINGS = {
  BOARD_OIDC_ISSUER: v.optional(v.pipe(v.string(), v.regex(ISSUER, "the https address of the directory"))),
  BOARD_OIDC_CLIENT_ID: v.optional(word(500)),
  BOARD_OIDC_CLIENT_SECRET: v.optional(word(1_000)),
  BOARD_OIDC_NAME: v.optional(
    v.pipe(v.string(), v.regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,&'’()-]{0,59}$/u, "a plain name")),
  ),
  BOARD_OIDC_SCOPES: v.optional(word(500), "openid"),
  BOARD_OIDC_ROLES_CLAIM: v.optional(word(200)),
  BOARD_OIDC_ADDRESS_CLAIM: v.optional(word(200)),
  BOARD_OIDC_MODERATORS: groups,
  BOARD_OIDC_OPERATORS: groups,
  BOARD_OIDC_AUDITORS: groups,
};
type Settings = v.InferOutput<v.ObjectSchema<typeof OIDC_SETTINGS, undefined>>;

export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Address of the board's page, to which the directory sends people back. */
  readonly publicUrl: string;
  /** What people call the directory. */
  readonly company: string;
  readonly scopes: string;
  /** Where the directory says to which groups somebody belongs, and which of them have which role. */
  readonly roles:
    | { readonly claim: string; readonly groups: Readonly<Record<StaffRole, readonly string[]>> }
    | undefined;
  /** Where the directory says by which address a provider knows somebody; they must not be able to change it themselves. */
  readonly addressClaim: string | undefined;
}

/** `undefined` where no directory is set up; otherwise the settings, or what is wrong with them. */
export function readOidcConfig(
  settings: Settings,
  publicUrl: string | undefined,
): { readonly config: OidcConfig | undefined; readonly faults: readonly string[] } {
  const {
    BOARD_OIDC_ISSUER: issuer,
    BOARD_OIDC_CLIENT_ID: clientId,
    BOARD_OIDC_CLIENT_SECRET: clientSecret,
  } = settings;
  if (issuer === undefined && clientId === undefined && clientSecret === undefined)
    return { config: undefined, faults: [] };
  if (issuer === undefined || clientId === undefined || clientSecret === undefined || publicUrl === undefined)
    return {
      config: undefined,
      faults: ["BOARD_OIDC_ISSUER, BOARD_OIDC_CLIENT_ID, BOARD_OIDC_CLIENT_SECRET and BOARD_PUBLIC_URL go together"],
    };
  const scopes = settings.BOARD_OIDC_SCOPES;
  if (!scopes.split(" ").includes("openid"))
    return { config: undefined, faults: ["BOARD_OIDC_SCOPES has to hold openid"] };
  const config = {
    issuer,
    clientId,
    clientSecret,
    publicUrl,
    company: settings.BOARD_OIDC_NAME ?? new URL(issuer).hostname,
    scopes,
    roles: readRoles(settings),
    addressClaim: settings.BOARD_OIDC_ADDRESS_CLAIM,
  };
  return { config, faults: [] };
}

function readRoles(settings: Settings): OidcConfig["roles"] {
  const claim = settings.BOARD_OIDC_ROLES_CLAIM;
  if (claim === undefined) return undefined;
  const groupsOf = {
    moderator: settings.BOARD_OIDC_MODERATORS,
    operator: settings.BOARD_OIDC_OPERATORS,
    auditor: settings.BOARD_OIDC_AUDITORS,
  };
  return { claim, groups: groupsOf };
}

function readList(text: string): readonly string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
