import { expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { appClient } from "../postgres/app.ts";
import { createSection } from "../sections/mutations.ts";
import { changeSiteSettings } from "./mutations.ts";
import { defaultSettings } from "./schema.ts";
import { findSetup } from "./setup-data.ts";
import { dismissSetup, finishSetupStep } from "./setup-mutations.ts";

test("a new paper's steps are done one by one, shown to admins only, and gone when they are dismissed", async () => {
  const admin = await createPerson("ADMIN");
  const done = async () => (await findSetup(admin))?.isDone;
  expect(await done()).toEqual({ look: false, place: false, sections: false, people: false, story: false });

  await changeSiteSettings(admin, { ...defaultSettings, name: "The Ledger" });
  expect(await done()).toMatchObject({ look: true, place: false });
  // The proposed language and time zone may be right as they are.
  await finishSetupStep(admin, { step: "place" });
  await createSection(admin, { name: "City", slug: "", description: "", parentId: null });
  expect(await done()).toEqual({ look: true, place: true, sections: true, people: false, story: false });

  const editor = await createPerson("EDITOR");
  expect(await done()).toMatchObject({ people: true, story: false });
  expect(await findSetup(editor)).toBeNull();
  await expect(finishSetupStep(editor, { step: "look" })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await expect(dismissSetup(editor)).rejects.toMatchObject({ code: "NOT_ALLOWED" });

  await dismissSetup(admin);
  expect(await findSetup(admin)).toBeNull();
  const events = await appClient().auditEvent.findMany({
    where: { actorId: admin.id, action: "setting.changed" },
    orderBy: { id: "desc" },
    take: 1,
    select: { detail: true },
  });
  expect(events).toEqual([{ detail: { fields: ["setup"] } }]);
});

test("two admins who finish steps at once finish both", async () => {
  const admins = await Promise.all([createPerson("ADMIN"), createPerson("ADMIN")]);
  await appClient().setting.deleteMany({ where: { key: { in: ["setup", "site"] } } });
  await Promise.all(admins.map((admin, n) => finishSetupStep(admin, { step: n === 0 ? "look" : "place" })));
  expect((await findSetup(admins[0] as (typeof admins)[0]))?.isDone).toMatchObject({ look: true, place: true });
});
