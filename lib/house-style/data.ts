import type { Actor } from "../actor.ts";
import { parseCheckSettings } from "../checks/settings.ts";
import { type CheckSettings, checksKey } from "../checks/severity.ts";
import { parseSpellingWords, spellingKey } from "../checks/spelling.ts";
import { DomainError } from "../errors.ts";
import { appClient, type Transaction } from "../postgres/app.ts";
import { writeStyle } from "./csv.ts";
import { canManageStyle } from "./policy.ts";
import type { ManagedRule } from "./types.ts";

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

const weeksShown = 4;

/** All rules, newest first, with what became of their findings lately. @throws NOT_ALLOWED */
export async function listManagedRules(actor: Actor, now = new Date()): Promise<ManagedRule[]> {
  if (!canManageStyle(actor)) throw new DomainError("NOT_ALLOWED");
  const since = new Date(now.getTime() - weeksShown * 7 * 86_400_000);
  const rows = await appClient().styleRule.findMany({
    orderBy: { id: "desc" },
    select: {
      ...select,
      finds: true,
      leaves: true,
      isOn: true,
      weeks: { where: { week: { gt: since } }, select: { accepted: true, ignored: true, left: true } },
    },
  });
  return rows.map(({ weeks, ...row }) => ({
    ...row,
    severity: row.severity === "BLOCK" ? "BLOCK" : "WARN",
    recent: {
      accepted: weeks.reduce((sum, { accepted }) => sum + accepted, 0),
      ignored: weeks.reduce((sum, { ignored }) => sum + ignored, 0),
      left: weeks.reduce((sum, { left }) => sum + left, 0),
    },
  }));
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
