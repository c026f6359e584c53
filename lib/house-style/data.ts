import type { Actor } from "../actor.ts";
import { parseCheckSettings } from "../checks/settings.ts";
import { type CheckSettings, checksKey } from "../checks/severity.ts";
import { parseSpellingWords, spellingKey } from "../checks/spelling.ts";
import { DomainError } from "../errors.ts";
import { appClient, type Transaction } from "../postgres/app.ts";
import { writeStyle } from "./csv.ts";
import { canManageStyle, weekOf } from "./policy.ts";
import type { ManagedRule, RuleWeek } from "./types.ts";

const select = {
  id: true,
  pattern: true,
  isRegex: true,
  matchCase: true,
  replacement: true,
  reason: true,
  severity: true,
  sections: true,
} as const;

const emptyWeek: RuleWeek = { accepted: 0, ignored: 0, left: 0 };

/** All rules, newest first, with what became of their findings in this week and the one before. @throws NOT_ALLOWED */
export async function listManagedRules(actor: Actor, now = new Date()): Promise<ManagedRule[]> {
  if (!canManageStyle(actor)) throw new DomainError("NOT_ALLOWED");
  const thisWeek = weekOf(now);
  const lastWeek = weekOf(now, 1);
  const rows = await appClient().styleRule.findMany({
    orderBy: { id: "desc" },
    select: {
      ...select,
      finds: true,
      leaves: true,
      isOn: true,
      weeks: {
        where: { week: { in: [thisWeek, lastWeek] } },
        select: { week: true, accepted: true, ignored: true, left: true },
      },
    },
  });
  return rows.map(({ weeks, ...row }) => {
    const of = (monday: Date): RuleWeek => {
      const found = weeks.find(({ week }) => week.getTime() === monday.getTime());
      return found ? { accepted: found.accepted, ignored: found.ignored, left: found.left } : emptyWeek;
    };
    return {
      ...row,
      severity: row.severity === "BLOCK" ? "BLOCK" : "WARN",
      thisWeek: of(thisWeek),
      lastWeek: of(lastWeek),
    };
  });
}

/** All rules as a CSV file, oldest first. @throws NOT_ALLOWED */
export async function exportRules(actor: Actor): Promise<string> {
  const rules = await listManagedRules(actor);
  const sections = await appClient().section.findMany({ select: { id: true, path: true } });
  return writeStyle(rules.reverse(), new Map(sections.map(({ id, path }) => [id, path])));
}

export async function getCheckSettings(client: Transaction = appClient()): Promise<CheckSettings> {
  const row = await client.setting.findUnique({ where: { key: checksKey }, select: { value: true } });
  return parseCheckSettings(row?.value);
}

/** The paper's own words in the order of the alphabet. All staff may know them. */
export async function getSpellingWords(client: Transaction = appClient()): Promise<string[]> {
  const row = await client.setting.findUnique({ where: { key: spellingKey }, select: { value: true } });
  return parseSpellingWords(row?.value);
}
