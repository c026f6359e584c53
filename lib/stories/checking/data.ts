import type { Actor } from "../../actor.ts";
import { type CompiledStyle, compileStyle, type StyleRule } from "../../checks/house-style.ts";
import { parseCheckSettings } from "../../checks/settings.ts";
import { type CheckSettings, checksKey, type Ignored, type JudgedBy } from "../../checks/severity.ts";
import { DomainError } from "../../errors.ts";
import { appClient, type Transaction } from "../../postgres/app.ts";
import { visibleTo } from "../data.ts";

/** What decides which questions are asked about a story: the rules of the house style that are on, oldest first, among them. */
export type StoryChecks = { settings: CheckSettings; rules: StyleRule[]; ignored: Ignored[] };

type CheckRow = { rules: StyleRule[]; settings: unknown; ignored: Ignored[] };

/** In one statement, because each publication needs it. */
async function loadChecks(storyId: string, client: Transaction): Promise<StoryChecks> {
  const [row] = await client.$queryRaw<CheckRow[]>`
    select
      (select coalesce(json_agg(json_build_object('id', id, 'pattern', pattern, 'isRegex', is_regex, 'matchCase', match_case,
        'replacement', replacement, 'reason', reason, 'severity', severity, 'sections', sections) order by id), '[]')
        from style_rule where is_on) as rules,
      (select value from setting where key = ${checksKey}) as settings,
      (select coalesce(json_agg(json_build_object('code', code, 'block', block, 'words', words, 'style', style)), '[]')
        from ignored_check where story_id = ${storyId}::uuid) as ignored`;
  return {
    settings: parseCheckSettings(row?.settings),
    rules: row?.rules ?? [],
    ignored: row?.ignored ?? [],
  };
}

/** The same with the rules compiled, for a story in this section. */
export async function loadJudgement(
  storyId: string,
  section: string | null,
  client: Transaction = appClient(),
): Promise<JudgedBy & { style: CompiledStyle }> {
  const checks = await loadChecks(storyId, client);
  return { ...checks, style: await compileStyle(checks.rules), section };
}

/** For the panel beside the text, where the browser compiles the rules. @throws NOT_FOUND */
export async function getStoryChecks(actor: Actor, storyId: string): Promise<StoryChecks> {
  const found = await appClient().story.count({ where: { AND: [{ id: storyId }, visibleTo(actor)] } });
  if (!found) throw new DomainError("NOT_FOUND");
  return loadChecks(storyId, appClient());
}
