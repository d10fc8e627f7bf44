import type { OidcConfig } from "../../../src/server/oidc/oidcConfig.ts";

/**
 * A company's directory that is never there: who is sent to it is sent back, and who has come from it a test makes as the way back
 * makes them.
 */
export const ABSENT_DIRECTORY: OidcConfig = {
  issuer: "http://127.0.0.1:1",
  clientId: "board",
  clientSecret: "secret",
  publicUrl: "http://localhost",
  company: "Example",
  scopes: "openid",
  roles: undefined,
  addressClaim: undefined,
};
