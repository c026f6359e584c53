import * as client from "openid-client";
import type { Flow } from "../auth/provider-flow.ts";
import { log } from "../log.ts";
import type { OidcSettings } from "../oidc-settings.ts";
import { settings } from "../process.ts";
import { type ProviderIdentity, readClaims } from "./claims.ts";
import { ProviderRefusal } from "./problems.ts";

/** The path to which the provider sends people back, as it is registered there. */
export const callbackPath = "/api/auth/callback/oidc";

const timeoutSeconds = 5;
/** Keys and addresses of a provider change rarely; openid-client fetches a key that it does not know by itself. */
const keepMs = 60 * 60_000;
/** A sign-in that had to be fresh may not be older, in seconds. */
const freshSeconds = 5 * 60;

let known: { of: OidcSettings; at: number; config: Promise<client.Configuration> } | undefined;

/** The settings of the provider. @throws where none is set */
export function providerSettings(): OidcSettings {
  const { oidc } = settings();
  if (!oidc) throw new Error("No provider is set: GALLEY_OIDC_ISSUER");
  return oidc;
}

/** What screens need to know of it; null where none is set. */
export function signInProvider(): { name: string; isOnly: boolean } | null {
  const { oidc } = settings();
  return oidc ? { name: oidc.name, isOnly: oidc.isOnly } : null;
}

/** Reads what the provider publishes about itself, once an hour. @throws ProviderRefusal unreachable */
async function discover(oidc: OidcSettings): Promise<client.Configuration> {
  if (known?.of !== oidc || known.at < Date.now() - keepMs)
    known = { of: oidc, at: Date.now(), config: askProvider(oidc) };
  const { config } = known;
  try {
    return await config;
  } catch (error) {
    if (known?.config === config) known = undefined; // the next sign-in asks again
    log.warn(
      { error, issuer: oidc.issuer },
      "sign-in provider: discovery failed; people see a message on the sign-in page",
    );
    throw new ProviderRefusal("unreachable", error);
  }
}

async function askProvider(oidc: OidcSettings): Promise<client.Configuration> {
  const issuer = new URL(oidc.issuer);
  const ways = issuer.protocol === "http:" ? [client.allowInsecureRequests] : [];
  const discovered = await client.discovery(issuer, oidc.clientId, oidc.clientSecret, undefined, {
    execute: ways,
    timeout: timeoutSeconds,
  });
  const config = new client.Configuration(
    discovered.serverMetadata(),
    oidc.clientId,
    oidc.clientSecret,
    clientAuth(oidc, discovered.serverMetadata().token_endpoint_auth_methods_supported),
  );
  config.timeout = timeoutSeconds;
  for (const way of ways) way(config);
  client.enableNonRepudiationChecks(config); // the signature of an ID token is checked although it comes over TLS
  return config;
}

/** client_secret_basic is what a provider supports that names nothing (OpenID Connect Discovery 1.0, section 3). */
function clientAuth({ clientSecret }: OidcSettings, supported: readonly string[] | undefined): client.ClientAuth {
  if (clientSecret === undefined) return client.None();
  const isBasic = supported === undefined || supported.includes("client_secret_basic");
  return isBasic ? client.ClientSecretBasic(clientSecret) : client.ClientSecretPost(clientSecret);
}

/** What a sign-in is for: see `Flow`. */
type ProviderRequest = Pick<Flow, "next" | "personId" | "isFresh">;

/**
 * Begins a sign-in.
 * @param origin of this site
 * @returns the address at the provider, and what the browser must keep until it comes back
 * @throws ProviderRefusal unreachable
 */
export async function beginAtProvider(
  origin: string,
  { next, personId, isFresh }: ProviderRequest,
): Promise<{ address: string; flow: Flow }> {
  const oidc = providerSettings();
  const config = await discover(oidc);
  const flow: Flow = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
    next,
    personId,
    isFresh,
  };
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: `${origin}${callbackPath}`,
    scope: oidc.scopes,
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(flow.verifier),
    code_challenge_method: "S256",
    ...(oidc.acr.length > 0 && { acr_values: oidc.acr.join(" ") }),
    ...(isFresh && { prompt: "login", max_age: "0" }),
  });
  return { address: address.href, flow };
}

/**
 * Exchanges the code for the identity of the person.
 * @param url the whole address to which the provider sent the browser, with this site's public origin
 * @throws ProviderRefusal
 */
export async function finishAtProvider(url: URL, flow: Flow): Promise<ProviderIdentity> {
  const oidc = providerSettings();
  const config = await discover(oidc);
  try {
    const tokens = await client.authorizationCodeGrant(config, url, {
      pkceCodeVerifier: flow.verifier,
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      idTokenExpected: true,
      ...(flow.isFresh && { maxAge: freshSeconds }),
    });
    const token = tokens.claims();
    if (!token) throw new ProviderRefusal("failed");
    const more = config.serverMetadata().userinfo_endpoint
      ? await client.fetchUserInfo(config, tokens.access_token, token.sub)
      : {};
    return readClaims({ ...more, ...token }, oidc);
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): ProviderRefusal {
  if (error instanceof ProviderRefusal) return error;
  const refusal = new ProviderRefusal(whyOf(error), error);
  log.warn(
    { error: describe(error), why: refusal.why },
    "sign-in provider: sign-in refused; the person sees a message",
  );
  return refusal;
}

function whyOf(error: unknown) {
  if (error instanceof client.AuthorizationResponseError) {
    if (error.error === "access_denied") return "denied";
    return /^(?:server_error|temporarily_unavailable)$/.test(error.error) ? "unreachable" : "failed";
  }
  if (error instanceof client.ResponseBodyError) return error.status >= 500 ? "unreachable" : "failed";
  const { name = "", code = "" } = error as { name?: string; code?: string };
  const isDown =
    name === "TypeError" ||
    name === "TimeoutError" ||
    code === "OAUTH_TIMEOUT" ||
    code === "OAUTH_RESPONSE_IS_NOT_CONFORM";
  return isDown ? "unreachable" : "failed";
}

/** Without the response itself, which may hold tokens. */
const describe = (error: unknown): { name: string; message: string; code?: unknown } => {
  const { name, message, code } = error as Error & { code?: unknown };
  return { name, message, ...(code !== undefined && { code }) };
};
