import * as v from "valibot";
import type { StaffRole } from "../accounts/accounts.ts";
import { PLAIN_NAME, text, webAddress } from "../settingForms.ts";

const word = (most: number): v.GenericSchema<string> =>
  text(new RegExp(`^[\\x20-\\x7e]{1,${most}}$`), `plain text of ${most} characters at most`);
/** Of the directory itself nobody must be able to pretend; on this machine there is nobody between. */
const ISSUER = /^(?:https:\/\/|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$))[^\s?#]{0,500}$/;
const groups = v.optional(
  text(
    /^\P{Cc}{0,2000}$/u,
    "groups as the directory writes them, with commas between, of 2000 characters at most, such as board-staff,works-council",
  ),
);

/** Settings of the environment for signing in with a company's directory. */
export const OIDC_SETTINGS = {
  BOARD_OIDC_ISSUER: v.optional(
    webAddress(ISSUER, "the https address of the directory, such as https://login.example.com/realms/company"),
  ),
  BOARD_OIDC_CLIENT_ID: v.optional(word(500)),
  BOARD_OIDC_CLIENT_SECRET: v.optional(word(1_000)),
  BOARD_OIDC_NAME: v.optional(PLAIN_NAME),
  BOARD_OIDC_SCOPES: v.optional(word(500)),
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

const FOR_SIGN_IN = ["BOARD_OIDC_ISSUER", "BOARD_OIDC_CLIENT_ID", "BOARD_OIDC_CLIENT_SECRET"] as const;
const FOR_ROLES = ["BOARD_OIDC_MODERATORS", "BOARD_OIDC_OPERATORS", "BOARD_OIDC_AUDITORS"] as const;
/** What would do nothing without a directory, and look as if it did. */
const FOR_MORE = [
  "BOARD_OIDC_NAME",
  "BOARD_OIDC_SCOPES",
  "BOARD_OIDC_ROLES_CLAIM",
  "BOARD_OIDC_ADDRESS_CLAIM",
  ...FOR_ROLES,
] as const;

interface Reading {
  /** `undefined` where no directory is set up. */
  readonly config: OidcConfig | undefined;
  readonly faults: readonly string[];
}

/** The settings, or what is wrong with them. */
export function readOidcConfig(settings: Settings, publicUrl: string | undefined): Reading {
  const {
    BOARD_OIDC_ISSUER: issuer,
    BOARD_OIDC_CLIENT_ID: clientId,
    BOARD_OIDC_CLIENT_SECRET: clientSecret,
  } = settings;
  const given = [...FOR_SIGN_IN, ...FOR_MORE].filter((name) => settings[name] !== undefined);
  const refuse = (fault: string): Reading => ({ config: undefined, faults: [fault] });
  if (given.length === 0) return { config: undefined, faults: [] };
  if (issuer === undefined || clientId === undefined || clientSecret === undefined || publicUrl === undefined) {
    const missing: string[] = FOR_SIGN_IN.filter((name) => settings[name] === undefined);
    if (publicUrl === undefined) missing.push("BOARD_PUBLIC_URL");
    return refuse(
      `${given.join(", ")} cannot work without ${missing.join(", ")}: ${FOR_SIGN_IN.join(", ")} and BOARD_PUBLIC_URL go together`,
    );
  }
  const scopes = settings.BOARD_OIDC_SCOPES ?? "openid";
  if (!scopes.split(" ").includes("openid"))
    return refuse("BOARD_OIDC_SCOPES has to hold openid, such as openid email groups");
  const roles = FOR_ROLES.find((name) => settings[name] !== undefined);
  if (roles !== undefined && settings.BOARD_OIDC_ROLES_CLAIM === undefined)
    return refuse(`${roles} needs BOARD_OIDC_ROLES_CLAIM: set it to the claim in which the directory tells groups`);
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
    moderator: readList(settings.BOARD_OIDC_MODERATORS),
    operator: readList(settings.BOARD_OIDC_OPERATORS),
    auditor: readList(settings.BOARD_OIDC_AUDITORS),
  };
  return { claim, groups: groupsOf };
}

function readList(names = ""): readonly string[] {
  return names
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
