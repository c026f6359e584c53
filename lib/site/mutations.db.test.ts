import { describe, expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { appClient } from "../postgres/app.ts";
import { getStoredSettings } from "./data.ts";
import { changeSiteSettings } from "./mutations.ts";
import { siteSettingsSchema } from "./schema.ts";

const paper = (given: Record<string, string> = {}) =>
  siteSettingsSchema.parse({ name: "The Ledger", language: "en-GB", timeZone: "Asia/Kathmandu", ...given });

describe("the settings of the paper", () => {
  test("are changed by admins only", async () => {
    const editor = await createPerson("EDITOR");
    await expect(changeSiteSettings(editor, paper())).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(getStoredSettings(editor)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  });

  test("say in the audit log which of them changed, and print every page anew; a save of the same does neither", async () => {
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

  test("refuse a language or a time zone that there is not", () => {
    const problems = siteSettingsSchema.safeParse({ name: "", language: "?", timeZone: "Mars/Olympus" }).error?.issues;
    expect(problems?.map(({ path }) => path[0]).sort()).toEqual(["language", "name", "timeZone"]);
  });
});
