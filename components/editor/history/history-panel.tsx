"use client";
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import { PartnerHolders } from "#components/newsroom/partners/partner-holders.tsx";
import { Problem } from "#components/newsroom/problem.tsx";
import { NameVersionDialog } from "#components/newsroom/publish/verb-dialogs.tsx";
import type { RevisionRow } from "#lib/revisions/types.ts";
import type { StoryStatus } from "#lib/stories/types.ts";
import classes from "./history.module.css";
import { daysOf, noteOf, personOf, sizeWords, titleOf } from "./revision-words.ts";
import { ShownWords } from "./shown-words.tsx";
import type { Sides } from "./use-comparison.ts";
import type { History } from "./use-history.ts";

type Props = {
  story: { id: string; headline: string };
  history: History;
  sides: Sides | null;
  /** Opens the comparison of this revision with the working copy, or closes it if it is open. */
  choose: (number: number) => void;
  mayName: boolean;
  mayHide: boolean;
  /** Saves unsaved changes; false if that failed. */
  flush: () => Promise<boolean>;
  onStatus: (status: StoryStatus) => void;
};

/** The revisions of the story by day. */
export function HistoryPanel({ story, history, sides, choose, mayName, mayHide, flush, onStatus }: Props) {
  const times = useTimes();
  const [naming, setNaming] = useState(false);
  const [pending, setPending] = useState(false);
  const { revisions, failure } = history;
  const name = async () => {
    setPending(true);
    const isSent = await flush();
    setPending(false);
    if (isSent) setNaming(true);
  };
  return (
    <div className={classes.history}>
      {mayName && (
        <div className={classes.first}>
          <Button loading={pending} onClick={() => void name()}>
            Name this version
          </Button>
        </div>
      )}
      <p className={classes.how}>Choose a version to see what has changed since, or to restore all or part of it.</p>
      <Problem failure={failure} />
      <PartnerHolders storyId={story.id} />
      {revisions &&
        daysOf(revisions, times).map((day) => (
          <section key={times.dayKey(day.at)} aria-label={times.day(day.at)}>
            <h3>{times.day(day.at)}</h3>
            <ol>
              {day.revisions.map((revision) => (
                <Revision
                  key={revision.number}
                  storyId={story.id}
                  revision={revision}
                  sides={sides}
                  choose={choose}
                  mayHide={mayHide}
                />
              ))}
            </ol>
          </section>
        ))}
      {history.hasMore && (
        <Button variant="default" loading={history.pending} onClick={history.more}>
          Show older
        </Button>
      )}
      {naming && (
        <NameVersionDialog
          story={story}
          onClose={() => setNaming(false)}
          onDone={({ status }) => {
            setNaming(false);
            onStatus(status);
          }}
        />
      )}
    </div>
  );
}

type RevisionProps = {
  storyId: string;
  revision: RevisionRow;
  sides: Sides | null;
  choose: (number: number) => void;
  mayHide: boolean;
};
function Revision({ storyId, revision, sides, choose, mayHide }: RevisionProps) {
  const times = useTimes();
  const at = new Date(revision.at);
  const note = noteOf(revision);
  const isChosen = sides !== null && (sides.from === revision.number || sides.to === revision.number);
  return (
    <li>
      <button
        type="button"
        className={classes.revision}
        data-kind={revision.kind}
        aria-pressed={isChosen}
        onClick={() => choose(revision.number)}
      >
        <span className={classes.title}>
          <b>{titleOf(revision)}</b> <time dateTime={revision.at}>{times.clock(at)}</time>
        </span>
        <span className={classes.who}>
          {personOf(revision)}
          {note && `. ${note}`}
        </span>
        {revision.added + revision.takenOut > 0 && <span className={classes.size}>{sizeWords(revision)}</span>}
      </button>
      <ShownWords storyId={storyId} revision={revision} mayHide={mayHide} />
    </li>
  );
}
