"use client";
import { Button } from "@mantine/core";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { explain } from "#components/newsroom/messages.ts";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import { type Failure, failureOf } from "#lib/errors.ts";
import { readReplacementPlan, replaceElsewhere, replaceInStories } from "#lib/picture-desk/replace-actions.ts";
import type { ReplacedStory, ReplacementPlan } from "#lib/picture-desk/replace-data.ts";
import type { StoryOutcome } from "#lib/picture-desk/replace-mutations.ts";
import type { PicturePair } from "#lib/picture-desk/replace-schema.ts";
import { Dialog, DialogFoot } from "../../dialog.tsx";
import { Problem } from "../../problem.tsx";
import { rightsCheck } from "../rights-words.ts";
import type { ChosenPicture } from "../upload-picture.ts";
import classes from "./picture-page.module.css";
import { newRun, type ReplacementRun, runReplacement } from "./replacement-run.ts";

type Props = { from: ChosenPicture; to: ChosenPicture; onClose: () => void };

/** What replacing a picture everywhere changes, the question whether to do it, and what became of each story. */
export default function ReplaceDialog({ from, to, onClose }: Props) {
  const [plan, setPlan] = useState<ReplacementPlan | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    void readReplacementPlan({ from: from.id, to: to.id })
      .catch(unreachable)
      .then((answer) => (answer.ok ? setPlan(answer.data) : setFailure(answer)));
  }, [from.id, to.id]);
  return (
    <Dialog opened onClose={onClose} title="Replace this picture everywhere?" size={620}>
      <div className={classes.pair}>
        {[from, to].map(({ id, src }, index) => (
          // biome-ignore lint/performance/noImgElement: a rendition of about the size that is shown is there already
          <img key={id} src={src} alt={index === 0 ? "Old picture" : "New picture"} />
        ))}
      </div>
      {plan ? (
        <Replace pair={{ from: from.id, to: to.id }} plan={plan} onClose={onClose} />
      ) : (
        <>
          {failure ? <Problem failure={failure} /> : <p role="status">Looking for its uses …</p>}
          <DialogFoot>
            <Button onClick={onClose}>Cancel</Button>
          </DialogFoot>
        </>
      )}
    </Dialog>
  );
}

const server: Parameters<typeof runReplacement>[0] = {
  replaceElsewhere: (pair) => replaceElsewhere(pair).catch(unreachable),
  replaceInStories: (input) => replaceInStories(input).catch(unreachable),
};

function Replace({ pair, plan, onClose }: { pair: PicturePair; plan: ReplacementPlan; onClose: () => void }) {
  const router = useRouter();
  const [run, setRun] = useState(newRun);
  const start = () => {
    const storyIds = plan.stories.map(({ storyId }) => storyId);
    void runReplacement(server, pair, storyIds, run, setRun);
  };
  const hasBegun = run.isRunning || run.elsewhere !== null || run.failure !== null;
  const isOver = !run.isRunning && run.elsewhere !== null && run.outcomes.length === plan.stories.length;
  const hasFailed = run.failure !== null || run.outcomes.some(({ failed }) => failed !== null);
  const isBlocked = plan.problems.some(({ rule }) => rule === "block");
  const close = () => {
    if (hasBegun) router.refresh();
    onClose();
  };
  return (
    <>
      {hasBegun ? <Result plan={plan} run={run} isOver={isOver} /> : <Plan plan={plan} />}
      <Problem failure={run.failure} />
      <DialogFoot>
        <Button onClick={close}>{hasBegun ? "Close" : "Cancel"}</Button>
        {(!isOver || hasFailed) && (
          <Button variant="filled" loading={run.isRunning} disabled={isBlocked} onClick={start}>
            {hasBegun ? "Try again" : "Replace"}
          </Button>
        )}
      </DialogFoot>
    </>
  );
}

const keptWords: Record<NonNullable<StoryOutcome["keeps"]>, string> = {
  SPIKED: "is spiked and keeps the old picture",
  SCHEDULED: "is scheduled and keeps the old picture. Cancel its schedule, then replace the picture again",
  PROPOSED: "has a suggestion about the old picture. Accept or reject it, then replace the picture again",
  NOT_YOURS: "keeps the old picture, because you may not edit it",
};

function Plan({ plan }: { plan: ReplacementPlan }) {
  const { authors, collections, fronts, fallbacks, unseenCount, problems } = plan;
  const changed = plan.stories.filter(({ keeps }) => keeps === null);
  const kept = plan.stories.flatMap(({ keeps, ...story }) => (keeps ? [{ ...story, why: keptWords[keeps] }] : []));
  const isUnused = plan.stories.length + authors.length + collections.length + fronts.length + fallbacks.length === 0;
  return (
    <div className={classes.plan}>
      {problems.map((finding) => (
        <p key={finding.problem} role="note">
          <b>{rightsCheck(finding).title}.</b> {rightsCheck(finding).todo}
        </p>
      ))}
      {isUnused && <p>Nothing that you may see uses this picture.</p>}
      <Stories title="Changed for readers at once" stories={changed.filter(({ isLive }) => isLive)} />
      <Stories title="Changed in working copies" stories={changed.filter(({ isLive }) => !isLive)} />
      {authors.length > 0 && <p>Portrait of {authors.map(({ name }) => name).join(", ")}</p>}
      {collections.length > 0 && <p>Cover of {collections.map(({ title }) => title).join(", ")}</p>}
      {fronts.length > 0 && (
        <p>Card on {fronts.map(frontWords).join(", ")}. Fronts that you may not launch keep the old picture</p>
      )}
      {fallbacks.length > 0 && (
        <p>
          Picture of {fallbacks.map(({ name }) => (name === null ? "the paper" : `the section ${name}`)).join(", ")}
          {!plan.mayChangeFallbacks && ". Changing it needs the right to change settings"}
        </p>
      )}
      {kept.map(({ storyId, headline, why }) => (
        <p key={storyId} className="small">
          “{headline || "Untitled"}” {why}.
        </p>
      ))}
      {unseenCount > 0 && (
        <p className="small dim">{countOf(unseenCount)} that you may not see keep the old picture.</p>
      )}
      <p className="small dim">
        Crops are reset. Captions, credits and alt texts stay where somebody has changed them; the others become those
        of the new picture. Other unpublished changes are not published.
      </p>
    </div>
  );
}

const frontWords = ({ name }: ReplacementPlan["fronts"][number]): string =>
  name === null ? "the front page" : `the front of ${name}`;

const maxNamed = 50;
const countOf = (count: number): string => (count === 1 ? "1 story" : `${count.toLocaleString("en-GB")} stories`);

function Stories({ title, stories }: { title: string; stories: readonly ReplacedStory[] }) {
  if (stories.length === 0) return null;
  return (
    <div>
      <h3>
        {title} ({stories.length.toLocaleString("en-GB")})
      </h3>
      <ul className={classes.uses}>
        {stories.slice(0, maxNamed).map(({ storyId, kind, headline }) => (
          <li key={storyId}>
            <Link className="link" href={`/desk/stories/${storyId}`} target="_blank">
              {headline || "Untitled"}
            </Link>
            {kind === "PAGE" && <span className="dim"> (page)</span>}
          </li>
        ))}
      </ul>
      {stories.length > maxNamed && <p className="small dim">And {countOf(stories.length - maxNamed)} more.</p>}
    </div>
  );
}

function Result({ plan, run, isOver }: { plan: ReplacementPlan; run: ReplacementRun; isOver: boolean }) {
  const headlines = new Map(plan.stories.map(({ storyId, headline }) => [storyId, headline || "Untitled"]));
  const changed = run.outcomes.filter(({ isDraft, isLive }) => isDraft || isLive);
  const problems = run.outcomes.flatMap(({ storyId, failed, keeps }) => {
    if (failed) return [{ storyId, what: `was not changed. ${explain(failureOf(failed))}` }];
    return keeps ? [{ storyId, what: `${keptWords[keeps]}.` }] : [];
  });
  const live = changed.filter(({ isLive }) => isLive).length;
  return (
    <div className={classes.plan}>
      <p role="status">
        {isOver
          ? `Replaced in ${countOf(changed.length)}, ${live.toLocaleString("en-GB")} of them published.`
          : `${run.outcomes.length.toLocaleString("en-GB")} of ${countOf(plan.stories.length)} done …`}
      </p>
      {problems.map(({ storyId, what }) => (
        <p key={storyId} className="small">
          <Link className="link" href={`/desk/stories/${storyId}`} target="_blank">
            {headlines.get(storyId)}
          </Link>{" "}
          {what}
        </p>
      ))}
    </div>
  );
}
