import type { Actor } from "../../actor.ts";
import { compileStyle, type StyleRule } from "../../checks/house-style.ts";
import type { CheckSettings, Ignored, JudgedBy } from "../../checks/severity.ts";
import { DomainError } from "../../errors.ts";
import { getCheckSettings, listStyleRules } from "../../house-style/data.ts";
import { appClient, type Transaction } from "../../postgres/app.ts";
import { visibleTo } from "../data.ts";

const listIgnored = (storyId: string, client: Transaction): Promise<Ignored[]> =>
  client.ignoredCheck.findMany({
    where: { storyId },
    select: { code: true, block: true, words: true, style: true },
  });

/** All that decides what is asked about a story. */
export async function loadJudgement(
  storyId: string,
  section: string | null,
  client: Transaction = appClient(),
): Promise<JudgedBy> {
  const [rules, settings, ignored] = [
    await listStyleRules(client),
    await getCheckSettings(client),
    await listIgnored(storyId, client),
  ];
  return { settings, style: await compileStyle(rules), section, ignored };
}

/** The same for the panel beside the text, with the rules as they are: the browser compiles them. */
export type StoryChecks = { settings: CheckSettings; rules: StyleRule[]; ignored: Ignored[] };

/** @throws NOT_FOUND */
export async function getStoryChecks(actor: Actor, storyId: string): Promise<StoryChecks> {
  const found = await appClient().story.count({ where: { AND: [{ id: storyId }, visibleTo(actor)] } });
  if (!found) throw new DomainError("NOT_FOUND");
  const [rules, settings, ignored] = await Promise.all([
    listStyleRules(),
    getCheckSettings(),
    listIgnored(storyId, appClient()),
  ]);
  return { settings, rules, ignored };
}
