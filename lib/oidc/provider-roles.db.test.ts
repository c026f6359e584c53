// Which role a person has whom a provider signs in, by their groups and by the examples of the docs.
import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { createCustomRole, createPerson, createSection } from "#prisma/factories.ts";
import {
  account,
  begin,
  emailOf,
  eventsAbout,
  jar,
  personFor,
  problem,
  provider,
  signIn,
  use,
  whoIsIn,
} from "#prisma/testing/provider-hooks.ts";
import type { Role } from "../actor.ts";
import { findActorBySession } from "../auth/data.ts";
import type { OidcSettings } from "../oidc-settings.ts";
import { appClient } from "../postgres/app.ts";
import { settings } from "../process.ts";
import { readSettings } from "../settings.ts";
import { callbackPath } from "./provider.ts";

describe("roles from groups", () => {
  const roles = [
    { group: "chiefs", role: "Admin" },
    { group: "cn=desk,ou=groups", role: "editor" },
    { group: "newsroom", role: "Reporter" },
  ];
  const enter = async (role: Role, groups: unknown, more: Partial<OidcSettings> = {}) => {
    use({ roles, ...more });
    const id = account({ groups });
    const person = await personFor(role, id);
    return { id, person, end: await signIn(id) };
  };

  test("the first group of the settings that a person is in decides, at each sign-in", async () => {
    const { id, person } = await enter("CONTRIBUTOR", ["newsroom", "cn=desk,ou=groups"]);
    expect(await whoIsIn()).toMatchObject({ role: "EDITOR" });
    expect(await findActorBySession(person.sessionId)).toBeNull();
    provider.accounts.set(id, { claims: { groups: ["newsroom"] } });
    jar.clear();
    await signIn(id);
    expect(await whoIsIn()).toMatchObject({ id: person.id, role: "REPORTER" });
    expect((await eventsAbout(person.id)).filter((action) => action === "person.role_changed")).toHaveLength(2);
  });

  test("a person who is in no group any more stays out", async () => {
    const { end, person } = await enter("EDITOR", ["sales"]);
    expect(end).toBe(problem("no-group"));
    expect((await eventsAbout(person.id)).at(-1)).toBe("person.provider_refused");
    expect((await enter("EDITOR", undefined)).end).toBe(problem("no-group"));
  });

  test("a group makes an account without a domain of the settings", async () => {
    use({ roles });
    const id = account({ groups: "chiefs" });
    await signIn(id);
    expect(await whoIsIn()).toMatchObject({ email: emailOf(id), role: "ADMIN" });
  });

  test("a group leads to a role that an admin has added, with its sections", async () => {
    const section = await createSection();
    const role = await createCustomRole({ privileges: ["write", "edit"], sections: [section.id] });
    const settings = { roles: [{ group: "sport", role: role.name.toUpperCase() }] };
    const { id } = await enter("EDITOR", ["sport"], settings);
    expect(await whoIsIn()).toMatchObject({ email: emailOf(id), customRole: { id: role.id, sections: [section.id] } });
    jar.clear();
    expect((await enter("EDITOR", ["sport"], { roles: [{ group: "sport", role: "Nobody" }] })).end).toBe(
      problem("no-group"),
    );
  });

  test("the last active admin and emergency accounts keep their role", async () => {
    await appClient().person.updateMany({ where: { role: "ADMIN" }, data: { role: "EDITOR" } });
    await enter("ADMIN", ["newsroom"]);
    expect(await whoIsIn()).toMatchObject({ role: "ADMIN" });
    await createPerson("ADMIN");
    const id = account({ groups: [] });
    await personFor("ADMIN", id, { isBreakGlass: true });
    jar.clear();
    await signIn(id);
    expect(await whoIsIn()).toMatchObject({ email: emailOf(id), role: "ADMIN" });
  });
});

describe("the examples of docs/sign-in-with-a-provider.md", () => {
  const page = readFileSync("docs/sign-in-with-a-provider.md", "utf8");
  /** The settings under a heading, as a .env file has them. */
  function settingsUnder(heading: string): OidcSettings {
    const section = page.slice(page.indexOf(`\n${heading}\n`));
    const [, block = ""] = /\n```\n(GALLEY_.*?)```/s.exec(section) ?? [];
    const { oidc } = readSettings({ ...parseEnv(block), GALLEY_DATA: settings().data });
    if (!oidc) throw new Error(`no settings under ${heading}`);
    return oidc;
  }
  /** Signs in at our provider with the settings under a heading. @returns the role, and what was asked for */
  async function signInAsUnder(heading: string, claims: Record<string, unknown>) {
    const { issuer, clientId, clientSecret } = provider.settings;
    const example = settingsUnder(heading);
    use({ ...example, issuer, clientId, clientSecret });
    const id = account(claims);
    const address = new URL(await begin());
    provider.signedIn = id;
    jar.clear();
    const end = await signIn(id);
    const person = await whoIsIn();
    const role = person !== null && typeof person === "object" ? (person.customRole?.name ?? person.role) : person;
    return { end, role, name: example.name, scopes: address.searchParams.get("scope") };
  }
  beforeAll(async () => {
    await createCustomRole({ name: "Sport editor" });
  });

  test("name the redirect URI", () => {
    expect(page).toContain(`https://news.example.org${callbackPath}`);
    expect(settingsUnder("## Set it up")).toMatchObject({ issuer: "https://login.example.org", name: "Example ID" });
  });

  test("a person of a Google Workspace gets an account by their domain", async () => {
    const claims = { hd: "example.org", picture: "https://example.org/a.jpg" };
    expect(await signInAsUnder("## Google", claims)).toMatchObject({ role: "CONTRIBUTOR", name: "Google" });
  });

  test("a person of Microsoft Entra gets the role of an app role, without a verified address", async () => {
    const claims = { email_verified: undefined, roles: ["galley-desk"], tid: "a tenant" };
    expect(await signInAsUnder("## Microsoft Entra", claims)).toMatchObject({ role: "EDITOR", name: "Microsoft" });
  });

  test("a person of Keycloak gets a role of the newsroom by a group", async () => {
    const claims = { groups: ["offline", "sport-desk", "newsroom"] };
    expect(await signInAsUnder("## Keycloak", claims)).toMatchObject({ role: "Sport editor", name: "Newsroom ID" });
  });

  test("a person of a directory behind Dex gets a role by a group, for which Galley asks", async () => {
    const claims = { groups: ["newsroom"], preferred_username: "ines" };
    expect(await signInAsUnder("## SAML and LDAP", claims)).toMatchObject({
      role: "REPORTER",
      name: "Directory",
      scopes: "openid email profile groups",
    });
    const dex = parseYaml(/```yaml\n(.*?)```/s.exec(page)?.[1] ?? "");
    expect(dex).toMatchObject({
      issuer: settingsUnder("## SAML and LDAP").issuer,
      staticClients: [
        { id: "galley", secret: "a-long-random-secret", redirectURIs: [`https://news.example.org${callbackPath}`] },
      ],
      connectors: [
        { type: "ldap", config: { groupSearch: { userMatchers: [{ userAttr: "DN", groupAttr: "member" }] } } },
      ],
    });
  });
});
