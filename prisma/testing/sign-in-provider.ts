// A real OpenID Connect provider on this machine, at which a test signs people in without a page.
import { generateKeyPairSync, sign } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { type Context } from "oidc-provider";
import type { OidcSettings } from "#lib/oidc-settings.ts";

/** What the provider knows about a person; `login` is how they proved who they are there. */
export type ProviderAccount = {
  claims: Record<string, unknown>;
  login?: { amr?: string[]; acr?: string };
};

export type TestProvider = {
  settings: OidcSettings;
  accounts: Map<string, ProviderAccount>;
  /** Whose browser it is. */
  signedIn: string;
  /** Changes the claims of ID tokens, which are signed again. */
  change: (claims: Record<string, unknown>) => Record<string, unknown>;
  /** Signs them with a key that the provider does not publish. */
  hasWrongKey: boolean;
  /** Opens the address that Galley leads to, and answers with the one to which the provider leads back. */
  visit(address: string): Promise<URL>;
  stop(): Promise<void>;
};

const newKey = () => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

export async function startProvider(redirectUri: string): Promise<TestProvider> {
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const privateKey = newKey();
  const accounts = new Map<string, ProviderAccount>();
  const client = { client_id: "galley", client_secret: "a secret of the client" };

  const provider = new Provider(issuer, {
    clients: [
      { ...client, redirect_uris: [redirectUri], response_types: ["code"], grant_types: ["authorization_code"] },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "test" }] },
    cookies: { keys: ["a key for the cookies of tests"] },
    claims: {
      openid: ["sub", "amr"],
      email: ["email", "email_verified"],
      profile: ["name", "groups", "roles"],
      groups: ["groups"],
    },
    acrValues: ["gold"],
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    ttl: {
      IdToken: 600,
      AuthorizationCode: 60,
      AccessToken: 60,
      Grant: 600,
      Interaction: 600,
      Session: 600,
    },
    findAccount: (_context: unknown, accountId: string) =>
      accounts.has(accountId) && { accountId, claims: () => ({ sub: accountId, ...accounts.get(accountId)?.claims }) },
    // Nobody has to agree to anything.
    loadExistingGrant: async (context: Context) => {
      const { client: asking, session } = context.oidc;
      const grant = new context.oidc.provider.Grant({ clientId: asking.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid email profile groups");
      await grant.save();
      return grant;
    },
  });

  const handle = provider.callback();
  server.on("request", (request, response) => {
    if (request.url === "/token") response.end = withChangedToken(response);
    if (!request.url?.startsWith("/interaction/")) return handle(request, response);
    const account = accounts.get(self.signedIn);
    const result = account
      ? { login: { accountId: self.signedIn, ...account.login } }
      : { error: "access_denied", error_description: "no such account" };
    void provider.interactionFinished(request, response, result);
  });

  function withChangedToken(response: http.ServerResponse): typeof response.end {
    const end = response.end.bind(response) as (body?: unknown) => typeof response;
    return ((body?: unknown) => {
      const answer = JSON.parse(String(body)) as { id_token?: string };
      const [header = "", payload = ""] = answer.id_token?.split(".") ?? [];
      if (!answer.id_token) return end(body);
      const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
      const signed = `${header}.${Buffer.from(JSON.stringify(self.change(claims))).toString("base64url")}`;
      const signature = sign("RSA-SHA256", Buffer.from(signed), self.hasWrongKey ? newKey() : privateKey);
      const changed = JSON.stringify({ ...answer, id_token: `${signed}.${signature.toString("base64url")}` });
      response.setHeader("content-length", Buffer.byteLength(changed));
      return end(changed);
    }) as typeof response.end;
  }

  const self: TestProvider = {
    accounts,
    signedIn: "",
    change: (claims) => claims,
    hasWrongKey: false,
    settings: {
      issuer,
      clientId: client.client_id,
      clientSecret: client.client_secret,
      name: "Example ID",
      scopes: "openid email profile",
      groupsClaim: "groups",
      roles: [],
      domains: [],
      newRole: "Contributor",
      isOnly: false,
      trustsEmail: false,
      acr: [],
    },
    async visit(address) {
      const jar = new Map<string, string>();
      let at = address;
      for (let step = 0; step < 10; step++) {
        const answer = await fetch(at, {
          redirect: "manual",
          headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
        });
        await answer.arrayBuffer();
        for (const line of answer.headers.getSetCookie()) {
          const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          if (value) jar.set(name, value);
          else jar.delete(name);
        }
        const location = answer.headers.get("location");
        if (!location) throw new Error(`the provider answered ${answer.status} and leads nowhere`);
        at = new URL(location, at).href;
        if (at.startsWith(redirectUri)) return new URL(at);
      }
      throw new Error("the provider leads in circles");
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return self;
}
