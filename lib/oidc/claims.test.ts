import { describe, expect, test } from "vitest";
import { readSettings } from "../settings.ts";
import { readClaims, roleNameOf } from "./claims.ts";

const env = { GALLEY_OIDC_ISSUER: "https://login.example.org", GALLEY_OIDC_CLIENT_ID: "galley" };
const oidcOf = (more: Record<string, string> = {}) => {
  const { oidc } = readSettings({ ...env, ...more });
  if (!oidc) throw new Error("no provider");
  return oidc;
};
const read = (claims: object, more: Record<string, string> = {}) =>
  readClaims({ iss: "https://login.example.org", sub: "1", ...claims }, oidcOf(more));

describe("claims of a provider", () => {
  test("an email is stored in lower case, and one that is none is left out", () => {
    expect(read({ email: "Ines.Okafor@Example.org" }).email).toBe("ines.okafor@example.org");
    expect(read({ email: "ines" }).email).toBeNull();
  });

  test.each([
    [true, true],
    ["true", true],
    [false, false],
    ["false", false],
    [1, false],
    [undefined, false],
  ])("email_verified %j counts as %j", (given, verified) =>
    expect(read({ email_verified: given }).isEmailVerified).toBe(verified),
  );

  test("a name is made of its parts where there is no other", () => {
    expect(read({ given_name: "Ines", family_name: "Okafor" }).name).toBe("Ines Okafor");
    expect(read({ preferred_username: "iokafor" }).name).toBe("iokafor");
    expect(read({ name: " " }).name).toBeNull();
  });

  test("groups are read from a list, from one word, and from a place in an object", () => {
    expect(read({ groups: ["desk", 7, "city"] }).groups).toEqual(["desk", "city"]);
    expect(read({ groups: "desk" }).groups).toEqual(["desk"]);
    const nested = { GALLEY_OIDC_GROUPS_CLAIM: "realm_access.roles" };
    expect(read({ realm_access: { roles: ["desk"] } }, nested).groups).toEqual(["desk"]);
    const address = { GALLEY_OIDC_GROUPS_CLAIM: "https://example.org/groups" };
    expect(read({ "https://example.org/groups": ["desk"] }, address).groups).toEqual(["desk"]);
    expect(read({}, nested).groups).toBeNull();
  });

  test.each([
    [{ amr: ["mfa"] }, true],
    [{ amr: ["pwd", "otp"] }, true],
    [{ amr: ["hwk", "fpt"] }, true],
    [{ amr: ["pwd"] }, false],
    [{ amr: ["otp", "sms"] }, false],
    [{ amr: "mfa" }, true],
    [{ acr: "https://refeds.org/profile/mfa" }, true],
    [{ acr: "1" }, false],
    [{}, false],
  ])("%j counts as two factors: %j", (claims, isTwo) => {
    expect(read(claims, { GALLEY_OIDC_ACR: "https://refeds.org/profile/mfa" }).isTwoFactor).toBe(isTwo);
  });
});

describe("the role by the settings", () => {
  const settings = oidcOf({
    GALLEY_OIDC_ROLES: "cn=desk,ou=groups=Editor; newsroom=Reporter",
    GALLEY_OIDC_DOMAINS: "@Example.org",
  });
  const email = "ines@example.org";

  test("the order of the settings decides between two groups", () => {
    expect(roleNameOf({ email, groups: ["newsroom", "cn=desk,ou=groups"] }, settings, true)).toBe("Editor");
  });

  test("somebody without a group gets the role of the domain, and another domain none", () => {
    expect(roleNameOf({ email, groups: [] }, settings, true)).toBe("Contributor");
    expect(roleNameOf({ email: "ines@sub.example.org", groups: null }, settings, false)).toBeNull();
  });

  test("without groups in the settings an account keeps its role", () => {
    const none = oidcOf({ GALLEY_OIDC_DOMAINS: "example.org" });
    expect(roleNameOf({ email, groups: ["desk"] }, none, true)).toBe("unchanged");
    expect(roleNameOf({ email, groups: ["desk"] }, none, false)).toBe("Contributor");
  });
});

describe("settings of a provider", () => {
  test("the name on the button is that of the server unless one is given", () => {
    expect(oidcOf().name).toBe("login.example.org");
    expect(oidcOf({ GALLEY_OIDC_NAME: "Example ID" }).name).toBe("Example ID");
    expect(readSettings({}).oidc).toBeUndefined();
  });

  test.each([
    [{ ...env, GALLEY_OIDC_CLIENT_ID: "" }, "GALLEY_OIDC_CLIENT_ID must be set with GALLEY_OIDC_ISSUER."],
    [{ GALLEY_OIDC_ONLY: "1" }, "GALLEY_OIDC_ISSUER must be set with the other GALLEY_OIDC_ settings."],
    [
      { ...env, GALLEY_OIDC_ISSUER: "http://login.example.org" },
      "GALLEY_OIDC_ISSUER must start with https://, unless the issuer is on this machine.",
    ],
    [{ ...env, GALLEY_OIDC_ROLES: "desk" }, "GALLEY_OIDC_ROLES must look like: sport-desk=Editor; newsroom=Reporter."],
    [{ ...env, GALLEY_OIDC_SCOPES: "email" }, "GALLEY_OIDC_SCOPES must contain openid."],
    [{ ...env, GALLEY_OIDC_ONLY: "yes" }, "GALLEY_OIDC_ONLY must be 0 or 1."],
  ])("%j is refused with one line", (given, line) => {
    expect(() => readSettings(given)).toThrow(line);
  });

  test("an issuer on this machine needs no TLS", () => {
    expect(oidcOf({ GALLEY_OIDC_ISSUER: "http://127.0.0.1:8080/realms/news" }).issuer).toContain("127.0.0.1");
  });
});
