import * as z from "zod";
import { emailSchema, nameSchema } from "../auth/schema.ts";
import type { OidcSettings } from "../oidc-settings.ts";

/** What a provider says about the person who has signed in there. */
export type ProviderIdentity = {
  issuer: string;
  subject: string;
  /** As Galley stores addresses; null where there is none. */
  email: string | null;
  isEmailVerified: boolean;
  name: string | null;
  /** Null: the claim is missing, which is not the same as being in no group. */
  groups: readonly string[] | null;
  isTwoFactor: boolean;
  /** When the provider last asked who the person is; null where it does not say. */
  authenticatedAt: Date | null;
};

type Claims = Readonly<Record<string, unknown>>;

const text = z.string().trim().min(1);
const strings = z
  .union([
    z.string().transform((one) => [one]),
    z.array(z.unknown()).transform((all) => all.filter((each) => typeof each === "string")),
  ])
  .nullable()
  .catch(null);

/** Methods of authentication (RFC 8176) by what they prove: knowledge, possession, or a mark of the body. */
const factors: Readonly<Record<string, string>> = {
  pwd: "knowledge",
  pin: "knowledge",
  kba: "knowledge",
  otp: "possession",
  sms: "possession",
  tel: "possession",
  hwk: "possession",
  swk: "possession",
  sc: "possession",
  pop: "possession",
  face: "body",
  fpt: "body",
  iris: "body",
  retina: "body",
  vbm: "body",
};

/** The provider must say so itself: "mfa", methods of two kinds, or a class that the settings name. */
function hasTwoFactors({ amr, acr }: Claims, settings: OidcSettings): boolean {
  const methods = strings.parse(amr ?? null) ?? [];
  const kinds = new Set(methods.map((method) => factors[method]).filter(Boolean));
  return methods.includes("mfa") || kinds.size > 1 || (typeof acr === "string" && settings.acr.includes(acr));
}

const valueAt = (claims: Claims, path: string): unknown =>
  path in claims
    ? claims[path]
    : path.split(".").reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), claims);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** @param claims of the ID token and of the userinfo endpoint together; the ID token wins */
export function readClaims(claims: Claims & { iss: string; sub: string }, settings: OidcSettings): ProviderIdentity {
  const given = [
    claims.name,
    [claims.given_name, claims.family_name].filter(Boolean).join(" "),
    claims.preferred_username,
  ];
  const name = given.map((value) => text.pipe(nameSchema).safeParse(value).data).find(Boolean);
  const groups = valueAt(claims, settings.groupsClaim);
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email: emailSchema.safeParse(claims.email).data ?? null,
    // Some providers write the word instead of the value.
    isEmailVerified: settings.trustsEmail || claims.email_verified === true || claims.email_verified === "true",
    name: name ?? null,
    groups: groups === undefined ? null : strings.parse(groups),
    isTwoFactor: hasTwoFactors(claims, settings),
    authenticatedAt: typeof claims.auth_time === "number" ? new Date(claims.auth_time * 1_000) : null,
  };
}

export const isInDomain = (email: string, domains: readonly string[]): boolean =>
  domains.includes(email.slice(email.lastIndexOf("@") + 1));

/**
 * The name of the role that a person gets by the settings.
 * @returns "unchanged" where the settings say nothing about an account that exists, null where the person must stay out
 */
export function roleNameOf(
  { email, groups }: Pick<ProviderIdentity, "email" | "groups">,
  { roles, domains, newRole }: Pick<OidcSettings, "roles" | "domains" | "newRole">,
  hasAccount: boolean,
): string | "unchanged" | null {
  const match = roles.find(({ group }) => groups?.includes(group));
  if (match) return match.role;
  if (hasAccount && roles.length === 0) return "unchanged";
  return email !== null && isInDomain(email, domains) ? newRole : null;
}
