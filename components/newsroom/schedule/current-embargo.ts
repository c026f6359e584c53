import type { StoryStatus } from "#lib/stories/types.ts";

/** Until when the story is under embargo; null when it is not, or not any more. */
export function currentEmbargo({ schedule }: Pick<StoryStatus, "schedule">): string | null {
  const until = schedule.embargo?.until ?? null;
  return until !== null && Date.parse(until) > Date.now() ? until : null;
}
