import type { Actor } from "../actor.ts";
import { type Breaking, breakingKey, breakingTag, parseBreaking } from "../breaking/schema.ts";
import { DomainError } from "../errors.ts";
import { appClient } from "../postgres/app.ts";
import { readerClient } from "../postgres/reader.ts";
import { dependsOn, dependsOnSoon, goodUntil } from "../press/context.ts";
import { settings } from "../process.ts";
import { mostReadKey, mostReadTag, parseMostRead } from "../reads/schema.ts";
import { type FootPage, footKey, parseFoot } from "./foot-schema.ts";
import { type Masthead, mastheadKey, parseMasthead } from "./masthead-schema.ts";
import { canManageSite } from "./policy.ts";
import { parseSiteSettings, type SiteSettings } from "./schema.ts";

/** The paper's name, language, time zone and so on. */
export async function getSiteSettings(): Promise<SiteSettings> {
  const row = await readerClient().setting.findUnique({ where: { key: "site" }, select: { value: true } });
  dependsOn("settings");
  return withFixedZone(parseSiteSettings(row?.value));
}

export type Paper = {
  paper: SiteSettings;
  breaking: Breaking | null;
  pages: FootPage[];
  /** Null: the name is a word. */
  masthead: Masthead | null;
};

/** The same for a page that readers get, with its masthead, what is breaking now and the standing pages at its foot. */
export async function getPaper(now: Date): Promise<Paper> {
  const keys = ["site", breakingKey, footKey, mastheadKey];
  const rows = await readerClient().setting.findMany({
    where: { key: { in: keys } },
    select: { key: true, value: true },
  });
  dependsOn("settings", breakingTag);
  const [site, line, foot, masthead] = keys.map((key) => rows.find((row) => row.key === key)?.value);
  const breaking = parseBreaking(line, now);
  if (breaking) goodUntil(new Date(breaking.until));
  return {
    paper: withFixedZone(parseSiteSettings(site)),
    breaking,
    pages: parseFoot(foot),
    masthead: parseMasthead(masthead),
  };
}

/** Ids of the stories that are read most. */
export async function getMostRead(): Promise<string[]> {
  const row = await readerClient().setting.findUnique({ where: { key: mostReadKey }, select: { value: true } });
  dependsOnSoon(mostReadTag);
  return parseMostRead(row?.value);
}

/** The time zone of the environment wins over the stored one. */
function withFixedZone(site: SiteSettings): SiteSettings {
  const zone = settings().timezone;
  return zone === undefined ? site : { ...site, timeZone: zone };
}

type Stored = { site: SiteSettings; masthead: Masthead | null; fixedTimeZone: string | null };

/** For the forms of an admin: what is stored, and the time zone that the environment puts above it, if any. @throws NOT_ALLOWED */
export async function getStoredSettings(actor: Actor): Promise<Stored> {
  if (!canManageSite(actor)) throw new DomainError("NOT_ALLOWED");
  const rows = await appClient().setting.findMany({
    where: { key: { in: ["site", mastheadKey] } },
    select: { key: true, value: true },
  });
  const stored = (key: string) => rows.find((row) => row.key === key)?.value;
  return {
    site: parseSiteSettings(stored("site")),
    masthead: parseMasthead(stored(mastheadKey)),
    fixedTimeZone: settings().timezone ?? null,
  };
}
