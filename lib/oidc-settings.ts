// The settings GALLEY_OIDC_…: signing in with a provider that speaks OpenID Connect.
import * as z from "zod";
import { isLoopback } from "./smtp-settings.ts";

export type OidcSettings = {
  issuer: string;
  clientId: string;
  /** Undefined for a client without one: PKCE protects the code. */
  clientSecret: string | undefined;
  /** For the button: "Sign in with …". */
  name: string;
  scopes: string;
  /** The claim that holds the groups of a person; dots lead into objects. */
  groupsClaim: string;
  /** Groups and the names of their roles. The first one that a person is in counts. */
  roles: readonly { group: string; role: string }[];
  /** Domains of email addresses for which an account is made at the first sign-in. */
  domains: readonly string[];
  /** The name of the role that people of these domains get without a group. */
  newRole: string;
  /** Passwords, links and passkeys sign nobody in but accounts for emergencies. */
  isOnly: boolean;
  /** The provider does not say whether an address is verified, and checks each of them. */
  trustsEmail: boolean;
  /** Requested, and each counts as two factors. */
  acr: readonly string[];
};

const yesOrNo = z.enum(["0", "1"], { error: "must be 0 or 1" }).default("0");
const words = (value: string) => value.split(/[\s,]+/).filter(Boolean);

const issuer = z
  .url({ protocol: /^https?$/, error: "must be the full address of the issuer such as https://login.example.org" })
  .refine((value) => value.startsWith("https:") || isLoopback(new URL(value).hostname.replace(/^\[(.*)\]$/, "$1")), {
    error: "must start with https://, unless the issuer is on this machine",
  });

const roles = z.string().transform((value, context) =>
  value
    .split(/[;\n]/)
    .filter((part) => part.trim() !== "")
    .map((part) => {
      // The last equals sign: names of groups in a directory hold others, as in cn=sport,ou=groups.
      const at = part.lastIndexOf("=");
      const [group, role] = [part.slice(0, at).trim(), part.slice(at + 1).trim()];
      if (at < 0 || group === "" || role === "")
        context.addIssue({ code: "custom", message: "must look like: sport-desk=Editor; newsroom=Reporter" });
      return { group, role };
    }),
);

export const oidcFields = {
  GALLEY_OIDC_ISSUER: issuer.optional(),
  GALLEY_OIDC_CLIENT_ID: z.string().optional(),
  GALLEY_OIDC_CLIENT_SECRET: z.string().optional(),
  GALLEY_OIDC_NAME: z.string().trim().max(60, { error: "must have at most 60 characters" }).optional(),
  GALLEY_OIDC_SCOPES: z
    .string()
    .transform(words)
    .refine((scopes) => scopes.includes("openid"), { error: "must contain openid" })
    .default(["openid", "email", "profile"]),
  GALLEY_OIDC_GROUPS_CLAIM: z.string().default("groups"),
  GALLEY_OIDC_ROLES: roles.default([]),
  GALLEY_OIDC_DOMAINS: z
    .string()
    .transform((value) => words(value.toLowerCase()).map((domain) => domain.replace(/^@/, "")))
    .default([]),
  GALLEY_OIDC_NEW_ROLE: z.string().default("Contributor"),
  GALLEY_OIDC_ONLY: yesOrNo,
  GALLEY_OIDC_TRUST_EMAIL: yesOrNo,
  GALLEY_OIDC_ACR: z.string().transform(words).default([]),
};

type Given = z.output<z.ZodObject<typeof oidcFields>>;

/** The name of a setting without which others make no sense, and why; null if they fit together. */
export function missingOidcSetting(given: Given): { name: string; error: string } | null {
  const {
    GALLEY_OIDC_ISSUER: hasIssuer,
    GALLEY_OIDC_CLIENT_ID: hasClient,
    GALLEY_OIDC_CLIENT_SECRET: hasSecret,
  } = given;
  if (hasIssuer && !hasClient) return { name: "GALLEY_OIDC_CLIENT_ID", error: "must be set with GALLEY_OIDC_ISSUER" };
  if (!hasIssuer && (hasClient || hasSecret || given.GALLEY_OIDC_ONLY === "1"))
    return { name: "GALLEY_OIDC_ISSUER", error: "must be set with the other GALLEY_OIDC_ settings" };
  return null;
}

export function oidcSettings(given: Given): OidcSettings | undefined {
  const { GALLEY_OIDC_ISSUER: address, GALLEY_OIDC_CLIENT_ID: clientId } = given;
  if (!address || !clientId) return undefined;
  return {
    issuer: address,
    clientId,
    clientSecret: given.GALLEY_OIDC_CLIENT_SECRET,
    name: given.GALLEY_OIDC_NAME || new URL(address).hostname,
    scopes: given.GALLEY_OIDC_SCOPES.join(" "),
    groupsClaim: given.GALLEY_OIDC_GROUPS_CLAIM,
    roles: given.GALLEY_OIDC_ROLES,
    domains: given.GALLEY_OIDC_DOMAINS,
    newRole: given.GALLEY_OIDC_NEW_ROLE,
    isOnly: given.GALLEY_OIDC_ONLY === "1",
    trustsEmail: given.GALLEY_OIDC_TRUST_EMAIL === "1",
    acr: given.GALLEY_OIDC_ACR,
  };
}
