import type { Actor } from "../actor.ts";
import { appClient } from "../postgres/app.ts";
import { settings } from "../process.ts";
import { canManageSite } from "./policy.ts";
import { defaultSettings, parseSiteSettings, type SiteSettings } from "./schema.ts";
import { parseSetup, setupKey } from "./setup-schema.ts";

export type Setup = {
  site: SiteSettings;
  fixedTimeZone: string | null;
  isDone: { look: boolean; place: boolean; sections: boolean; people: boolean; story: boolean };
};

/** The steps of a new paper; null for anybody but admins, once all are done, and after an admin has dismissed them. */
export async function findSetup(actor: Actor): Promise<Setup | null> {
  if (!canManageSite(actor)) return null;
  const db = appClient();
  const rows = await db.setting.findMany({
    where: { key: { in: ["site", setupKey] } },
    select: { key: true, value: true },
  });
  const stored = (key: string) => rows.find((row) => row.key === key)?.value;
  const { saved, isDismissed } = parseSetup(stored(setupKey));
  if (isDismissed) return null;
  // One of each is enough to know.
  const [section, people, story] = await Promise.all([
    db.section.findFirst({ select: { id: true } }),
    db.person.findMany({ select: { id: true }, take: 2 }),
    db.story.findFirst({ where: { kind: "STORY" }, select: { id: true } }),
  ]);
  const site = parseSiteSettings(stored("site"));
  const differs = (...names: (keyof SiteSettings)[]) => names.some((name) => site[name] !== defaultSettings[name]);
  const isDone = {
    look: saved.includes("look") || differs("name"),
    place: saved.includes("place") || differs("language", "timeZone"),
    sections: section !== null,
    people: people.length > 1,
    story: story !== null,
  };
  if (Object.values(isDone).every(Boolean)) return null;
  return { site, fixedTimeZone: settings().timezone ?? null, isDone };
}
