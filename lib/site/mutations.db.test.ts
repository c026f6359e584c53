import { describe, expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { appClient } from "../postgres/app.ts";
import { getPaper, getStoredSettings } from "./data.ts";
import { findMastheadFile } from "./masthead-data.ts";
import { removeMasthead, setMasthead } from "./masthead-mutations.ts";
import { changeSiteSettings } from "./mutations.ts";
import { siteSettingsSchema } from "./schema.ts";

const paper = (given: Record<string, string> = {}) =>
  siteSettingsSchema.parse({ name: "The Ledger", language: "en-GB", timeZone: "Asia/Kathmandu", ...given });

describe("the settings of the paper", () => {
  test("only admins can change the site settings", async () => {
    const editor = await createPerson("EDITOR");
    await expect(changeSiteSettings(editor, paper())).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(getStoredSettings(editor)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  });

  test("changed site settings are audited and refresh every page, and an unchanged save does neither", async () => {
    const admin = await createPerson("ADMIN");
    await changeSiteSettings(admin, paper({ tagline: "Before" }));
    const eventsOf = () =>
      appClient().auditEvent.findMany({
        where: { actorId: admin.id },
        orderBy: { id: "desc" },
        select: { action: true, detail: true },
      });
    const before = (await eventsOf()).length;
    await changeSiteSettings(admin, paper({ tagline: "After", publisher: "Ledger Ltd" }));
    await changeSiteSettings(admin, paper({ tagline: "After", publisher: "Ledger Ltd" }));
    const events = await eventsOf();
    expect(events).toHaveLength(before + 1);
    expect(events[0]).toEqual({ action: "setting.changed", detail: { fields: ["tagline", "publisher"] } });
    const last = await appClient().pressPurge.findFirst({
      where: { tags: { has: "settings" } },
      orderBy: { id: "desc" },
      select: { tags: true },
    });
    expect(last?.tags).toEqual(["settings"]);
    expect((await getStoredSettings(admin)).site.publisher).toBe("Ledger Ltd");
  });

  test("rejects an unknown language or time zone in the site settings", () => {
    const problems = siteSettingsSchema.safeParse({ name: "", language: "?", timeZone: "Mars/Olympus" }).error?.issues;
    expect(problems?.map(({ path }) => path[0]).sort()).toEqual(["language", "name", "timeZone"]);
  });
});

describe("the masthead", () => {
  const drawing = (fill: string) =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" height="20" viewBox="0 0 40 20"><path d="M5 5h30v3h-30z" fill="${fill}"/></svg>`,
    );

  test("only admins can upload and remove the masthead, which is on every page at once with its file", async () => {
    const [admin, editor] = [await createPerson("ADMIN"), await createPerson("EDITOR")];
    await expect(setMasthead(editor, { bytes: drawing("#111") })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(removeMasthead(editor)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    const first = await setMasthead(admin, { bytes: drawing("#111") });
    expect((await getPaper(new Date())).masthead).toEqual(first);
    expect((await findMastheadFile(first.hash))?.subarray(8, 12).toString()).toBe("WEBP");
    const second = await setMasthead(admin, { bytes: drawing("#222") });
    expect((await getStoredSettings(admin)).masthead).toEqual(second);
    expect(await findMastheadFile(first.hash)).toBeNull();
    await removeMasthead(admin);
    expect((await getPaper(new Date())).masthead).toBeNull();
    expect(await findMastheadFile(second.hash)).toBeNull();
    await removeMasthead(admin);
    const events = await appClient().auditEvent.findMany({ where: { actorId: admin.id }, select: { detail: true } });
    expect(events).toEqual(Array(3).fill({ detail: { fields: ["masthead"] } }));
  });

  test("concurrent uploads of the masthead leave exactly one of them", async () => {
    const admins = await Promise.all([createPerson("ADMIN"), createPerson("ADMIN"), createPerson("ADMIN")]);
    const drawn = await Promise.all(admins.map((admin, n) => setMasthead(admin, { bytes: drawing(`#${n}${n}4`) })));
    const shown = (await getPaper(new Date())).masthead;
    expect(drawn).toContainEqual(shown);
    expect(await findMastheadFile(shown?.hash ?? "")).not.toBeNull();
  });
});
