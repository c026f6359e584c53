import type { Failure, Result } from "#lib/errors.ts";
import type { ElsewhereReplaced, StoryOutcome } from "#lib/picture-desk/replace-mutations.ts";
import { maxStoriesAtOnce, type PicturePair } from "#lib/picture-desk/replace-schema.ts";

/** How far a replacement is. Finished stories are in `outcomes`. */
export type ReplacementRun = {
  elsewhere: ElsewhereReplaced | null;
  outcomes: readonly StoryOutcome[];
  isRunning: boolean;
  /** Why it stopped before its end; it can be continued. */
  failure: Failure | null;
};

export const newRun: ReplacementRun = { elsewhere: null, outcomes: [], isRunning: false, failure: null };

type Server = {
  replaceElsewhere: (pair: PicturePair) => Promise<Result<ElsewhereReplaced>>;
  replaceInStories: (input: PicturePair & { storyIds: string[] }) => Promise<Result<StoryOutcome[]>>;
};

/**
 * Replaces a picture some stories at a time, so that a lost connection loses nothing that is done. Continues `run`: stories that
 * could not be changed are tried again, finished ones are not.
 * @param show is called with each progress
 */
export async function runReplacement(
  server: Server,
  pair: PicturePair,
  storyIds: readonly string[],
  run: ReplacementRun,
  show: (run: ReplacementRun) => void,
): Promise<void> {
  let now: ReplacementRun = {
    ...run,
    outcomes: run.outcomes.filter(({ failed }) => failed === null),
    isRunning: true,
    failure: null,
  };
  const progress = (change: Partial<ReplacementRun>) => {
    now = { ...now, ...change };
    show(now);
  };
  progress({});
  if (!now.elsewhere) {
    const answer = await server.replaceElsewhere(pair);
    if (!answer.ok) return progress({ isRunning: false, failure: answer });
    progress({ elsewhere: answer.data });
  }
  const done = new Set(now.outcomes.map(({ storyId }) => storyId));
  const left = storyIds.filter((id) => !done.has(id));
  for (let from = 0; from < left.length; from += maxStoriesAtOnce) {
    const answer = await server.replaceInStories({ ...pair, storyIds: left.slice(from, from + maxStoriesAtOnce) });
    if (!answer.ok) return progress({ isRunning: false, failure: answer });
    progress({ outcomes: [...now.outcomes, ...answer.data] });
  }
  progress({ isRunning: false });
}
