import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { appClient } from "../postgres/app.ts";
import { readerClient } from "../postgres/reader.ts";
import { dependsOn } from "../press/context.ts";
import { settings } from "../process.ts";
import { canManageSite } from "./policy.ts";
import { parseSiteSettings, type SiteSettings } from "./schema.ts";

/** The paper's name, language, time zone and so on. The time zone of the environment wins over the stored one. */
export async function getSiteSettings(): Promise<SiteSettings> {
  const row = await readerClient().setting.findUnique({ where: { key: "site" }, select: { value: true } });
  dependsOn("settings");
  const site = parseSiteSettings(row?.value);
  const zone = settings().timezone;
  return zone === undefined ? site : { ...site, timeZone: zone };
}

/** For the form of an admin: what is stored, and the time zone that the environment puts above it, if any. @throws NOT_ALLOWED */
export async function getStoredSettings(actor: Actor): Promise<{ site: SiteSettings; fixedTimeZone: string | null }> {
  if (!canManageSite(actor)) throw new DomainError("NOT_ALLOWED");
  const row = await appClient().setting.findUnique({ where: { key: "site" }, select: { value: true } });
  return { site: parseSiteSettings(row?.value), fixedTimeZone: settings().timezone ?? null };
}
