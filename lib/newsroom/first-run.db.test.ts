import path from "node:path";
import pg from "pg";
import { beforeEach, expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { SYSTEM } from "../actor.ts";
import { canSignInAgain, findActorBySession, findWaitingAdmin } from "../auth/data.ts";
import { signInWithLink, signInWithPassword } from "../auth/mutations.ts";
import { signInSchema } from "../auth/schema.ts";
import { newId } from "../ids.ts";
import { startImport } from "../import-runs/mutations.ts";
import { importOptionsSchema } from "../import-runs/schema.ts";
import { chooseFirstPassword } from "../people/mutations.ts";
import { appClient } from "../postgres/app.ts";
import { allTables } from "../postgres/roles.ts";
import { connections, settings } from "../process.ts";
import { findOrCreateSection } from "../stories/importing/place-mutations.ts";
import { setUp } from "./first-run.ts";

let examples = 0;
const countExample = async () => {
  examples += 1;
};
const start = (fill: () => Promise<void> = countExample) => setUp({ ...settings(), demo: true }, fill, () => {});
const sections = () => appClient().section.count();

beforeEach(async () => {
  examples = 0;
  const client = new pg.Client({ connectionString: connections().owner });
  await client.connect();
  await client.query(`truncate ${allTables.join(", ")}`);
  await client.end();
});

test("the first admin signs in by the printed link once, and then with the address and the password they chose", async () => {
  const { waiting } = await start();
  expect(waiting?.email).toBe("admin@localhost");
  expect(await findWaitingAdmin()).toMatchObject({ email: "admin@localhost" });
  const admin = await findActorBySession(await signInWithLink(waiting?.token ?? ""));
  if (admin === null || typeof admin === "string") throw new Error("The link opened no session.");
  // The link is used up, and nothing else lets the admin in: the sign-in page says so, and the next start prints another link.
  expect([await canSignInAgain(admin), (await findWaitingAdmin())?.id]).toEqual([false, admin.id]);
  expect((await start()).waiting?.email).toBe("admin@localhost");
  const password = "a lamp for the night desk";
  await chooseFirstPassword(admin, { password });
  expect([await canSignInAgain(admin), await findWaitingAdmin()]).toEqual([true, null]);
  expect((await start()).waiting).toBeNull();
  const typed = signInSchema.parse({ email: "Admin@localhost ", password });
  expect(await findActorBySession(await signInWithPassword(typed, "192.0.2.7"))).toMatchObject({ id: admin.id });
});

test("no link is printed once an admin can sign in with a passkey, unless that admin is suspended", async () => {
  await start();
  const passkey = { id: newId(), credentialId: "key", publicKey: new Uint8Array(1), name: "Phone" };
  const other = await createPerson("ADMIN");
  await appClient().person.updateMany({ data: { passwordHash: null } });
  await appClient().passkey.create({ data: { ...passkey, personId: other.id } });
  expect((await start()).waiting).toBeNull();
  await appClient().person.update({ where: { id: other.id }, data: { state: "SUSPENDED" } });
  expect((await start()).waiting?.email).toBe("admin@localhost");
});

test("the first start after an import makes an admin and no example, and the import stays", async () => {
  await findOrCreateSection(SYSTEM, "Harbour");
  for (let time = 0; time < 2; time += 1) await start();
  expect([examples, await sections(), await appClient().person.count()]).toEqual([0, 1, 1]);
});

test("a first start that is repeated keeps what was imported since it was killed", async () => {
  await expect(start(() => Promise.reject(new Error("killed")))).rejects.toThrow("killed");
  await startImport(SYSTEM, { place: path.resolve("docs"), isDryRun: false, options: importOptionsSchema.parse({}) });
  await findOrCreateSection(SYSTEM, "Harbour");
  await start();
  expect([examples, await sections()]).toEqual([0, 1]);
});
