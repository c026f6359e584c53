"use client";
import { Button, Loader, SegmentedControl, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Result } from "#lib/errors.ts";
import type { Erasure } from "#lib/press/nodes-data.ts";
import { scheduleCorrection, scheduleTakeDown, scheduleUnlisting } from "#lib/schedule/actions.ts";
import type { Scheduled } from "#lib/schedule/types.ts";
import {
  approveStory,
  correctStory,
  nameVersion,
  reinstateStory,
  sendBackStory,
  spikeStory,
  takeDownStory,
  unlistStory,
} from "#lib/stories/actions.ts";
import { showsReplaced } from "#lib/stories/policy.ts";
import type { Receipt, StoryStatus } from "#lib/stories/types.ts";
import { useTimes } from "../newsroom-context.tsx";
import { Problem } from "../problem.tsx";
import { currentEmbargo } from "../schedule/current-embargo.ts";
import { useWhen, WhenChoice } from "../schedule/when-choice.tsx";
import { ChangeList } from "./change-list.tsx";
import { WhatWillChange } from "./lazy-what-will-change.tsx";
import { countOf, type ListedChange } from "./listed-changes.ts";
import { NoteField } from "./note-field.tsx";
import classes from "./publish.module.css";
import { ReplacedSwitch } from "./replaced-switch.tsx";
import { useChanges } from "./use-changes.ts";
import { useTakenDown } from "./use-taken-down.ts";
import { VerbDialog } from "./verb-dialog.tsx";

type VerbResult = { status: StoryStatus };
const nowOrLater = <T, U>(
  at: string | null,
  now: () => Promise<Result<T>>,
  later: (dueAt: string) => Promise<Result<U>>,
): Promise<Result<T | U>> => (at === null ? now() : later(at));
type Props = { story: { id: string; headline: string }; onClose: () => void; onDone: (result: VerbResult) => void };

const quoted = (headline: string): string => (headline ? `“${headline}”` : "this story");

/** Approves with a note to the person who publishes. `version`: what the editor saw. */
export function ApproveDialog({ story, version, onClose, onDone }: Props & { version: number }) {
  const [note, setNote] = useState("");
  return (
    <VerbDialog
      title={`Approve ${quoted(story.headline)}`}
      verb="Approve"
      action={approveStory}
      input={{ storyId: story.id, version, note }}
      onClose={onClose}
      onDone={onDone}
    >
      <NoteField
        description="It is at the top of the story until somebody publishes or dismisses it. Readers do not see it."
        value={note}
        onChange={setNote}
      />
    </VerbDialog>
  );
}

export function SendBackDialog({ story, onClose, onDone }: Props) {
  const [note, setNote] = useState("");
  return (
    <VerbDialog
      title={`Send ${quoted(story.headline)} back?`}
      verb="Send back"
      action={sendBackStory}
      input={{ storyId: story.id, note }}
      onClose={onClose}
      onDone={onDone}
    >
      <NoteField
        description="Say what to change. Everyone who opens the story sees it until it is filed again."
        value={note}
        onChange={setNote}
      />
    </VerbDialog>
  );
}

type TakeDownProps = Omit<Props, "onDone"> & {
  kind: StoryStatus["kind"];
  /** Whether readers find it in lists. */
  isListed: boolean;
  onDone: (result: VerbResult & { erasure?: Erasure }) => void;
  onScheduled: (status: StoryStatus) => void;
};

/** Ends what readers have of a story, now or at an instant: its page, or only its place in lists. */
export function TakeDownDialog({ story, kind, isListed, onClose, onDone, onScheduled }: TakeDownProps) {
  const [reason, setReason] = useState("");
  const [keepsPage, setKeepsPage] = useState(false);
  const when = useWhen();
  const verb = keepsPage ? "Remove from lists" : "Take down";
  const isComplete = (keepsPage || reason.trim() !== "") && when.isReady;
  return (
    <VerbDialog
      title={`Take down ${quoted(story.headline)}?`}
      verb={when.isNow ? verb : "Schedule"}
      danger={when.isNow && !keepsPage}
      action={({ at, reason: why, storyId }) =>
        why === null
          ? nowOrLater<VerbResult, Scheduled>(
              at,
              () => unlistStory({ storyId }),
              (dueAt) => scheduleUnlisting({ storyId, dueAt }),
            )
          : nowOrLater<VerbResult, Scheduled>(
              at,
              () => takeDownStory({ storyId, reason: why }),
              (dueAt) => scheduleTakeDown({ storyId, reason: why, dueAt }),
            )
      }
      input={
        isComplete
          ? { storyId: story.id, reason: keepsPage ? null : reason, at: when.isNow ? null : when.instant }
          : null
      }
      onClose={onClose}
      onDone={(answer) => ("actId" in answer ? onScheduled(answer.status) : onDone(answer))}
    >
      {kind === "STORY" && isListed && (
        <SegmentedControl
          aria-label="What ends"
          value={keepsPage ? "lists" : "page"}
          onChange={(value) => setKeepsPage(value === "lists")}
          data={[
            { value: "page", label: "Take down" },
            { value: "lists", label: "Remove from lists and search" },
          ]}
        />
      )}
      {keepsPage ? (
        <p className={classes.text}>
          Its page stays at its URL. Readers no longer find it on the front, in sections, topics, feeds, the site map
          and search. <b>List again</b> brings it back.
        </p>
      ) : (
        <>
          <p className={classes.text}>
            {when.isNow ? "From the next request on" : "From that time on"}, readers who open its URL get a short notice
            that it was taken down (status 410).{" "}
            {kind === "PAGE"
              ? "It is removed from the footer of every page and from the site map."
              : "It is removed from the front, sections, topics and feeds, and from its pinned places."}{" "}
            The working copy, the history and the URL stay here, and <b>Reinstate</b> brings back exactly what readers
            have now.
          </p>
          <NoteField
            label="Reason"
            description="For the newsroom’s records. Readers do not see it."
            required
            value={reason}
            onChange={setReason}
          />
        </>
      )}
      <WhatWillChange intent={{ verb: keepsPage ? "unlist" : "takeDown", storyId: story.id }} />
      <WhenChoice when={when} label={keepsPage ? "Remove at" : "Take down at"} />
    </VerbDialog>
  );
}

/** Asks before a story is published again, and repeats why it was taken down. */
export function ReinstateDialog({ story, onClose, onDone }: Props) {
  const times = useTimes();
  const takenDown = useTakenDown(story.id, "TAKEN_DOWN");
  return (
    <VerbDialog
      title={`Reinstate ${quoted(story.headline)}?`}
      verb="Reinstate"
      danger
      action={reinstateStory}
      input={takenDown && { storyId: story.id }}
      onClose={onClose}
      onDone={onDone}
    >
      {takenDown && (
        <figure className={classes.notice}>
          <figcaption>
            Taken down by {takenDown.by ?? "Galley"}, {times.full(new Date(takenDown.at))}
          </figcaption>
          <p className={classes.quotedNote}>{takenDown.reason || "No reason was given."}</p>
        </figure>
      )}
      <p className={classes.text}>
        Readers get exactly the text that they had before. Changes made since then stay unpublished.
      </p>
    </VerbDialog>
  );
}

export function SpikeDialog({ story, kind, onClose, onDone }: Props & { kind: StoryStatus["kind"] }) {
  return (
    <VerbDialog
      title={`Spike ${quoted(story.headline)}?`}
      verb="Spike"
      action={spikeStory}
      input={{ storyId: story.id }}
      onClose={onClose}
      onDone={onDone}
    >
      <p className={classes.text}>
        {kind === "PAGE" ? (
          "Nobody can edit it. Nothing is deleted: it moves to the end of the list, and "
        ) : (
          <>
            It leaves the list and nobody can edit it. Nothing is deleted: you find it under <b>Copy: Spiked</b>, and{" "}
          </>
        )}
        <b>Unspike</b> makes it a draft again.
      </p>
    </VerbDialog>
  );
}

export function NameVersionDialog({ story, onClose, onDone }: Props) {
  const [note, setNote] = useState("");
  return (
    <VerbDialog
      title="Name this version"
      verb="Keep version"
      action={nameVersion}
      input={note.trim() ? { storyId: story.id, note } : null}
      onClose={onClose}
      onDone={onDone}
    >
      <TextInput
        data-autofocus
        label="Name"
        description="Such as “before the lawyers”. Keeps the whole story as it is now. A saved version never changes."
        required
        maxLength={200}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </VerbDialog>
  );
}

const kinds = { CORRECTION: "Correction", CLARIFICATION: "Clarification" } as const;
type Kind = keyof typeof kinds;

type CorrectProps = Omit<Props, "onDone"> & {
  status: StoryStatus;
  onDone: (receipt: Receipt, note: string) => void;
  onScheduled: (status: StoryStatus) => void;
};

/** Publishes again with a note to readers, with a preview of the note. */
export function CorrectDialog({ story, status, onClose, onDone, onScheduled }: CorrectProps) {
  const times = useTimes();
  const embargo = currentEmbargo(status);
  const when = useWhen(embargo);
  const [kind, setKind] = useState<Kind>("CORRECTION");
  const [note, setNote] = useState("");
  const [shows, setShows] = useState<boolean | null>(null);
  const { changes, failure, read } = useChanges(story.id);
  const [picked, setPicked] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isChosen = ({ key, isMine }: ListedChange) => picked.get(key) ?? isMine;
  const chosen = changes?.list.filter(isChosen) ?? [];
  const showReplaced = shows ?? showsReplaced(kind === "CORRECTION" ? "correct" : "clarify", status);
  const offered = (Object.keys(kinds) as Kind[]).filter((one) =>
    status.may.verbs.includes(one === "CORRECTION" ? "correct" : "clarify"),
  );
  return (
    <VerbDialog
      title={`Correct ${quoted(story.headline)}`}
      verb={
        when.isNow
          ? `Publish ${kinds[kind].toLowerCase()}${chosen.length > 0 ? ` · ${countOf(chosen.length)}` : ""}`
          : "Schedule"
      }
      size={640}
      action={({ at, ...what }) =>
        nowOrLater(
          at,
          () => correctStory(what),
          (dueAt) => scheduleCorrection({ ...what, dueAt }),
        )
      }
      input={
        note.trim() && changes && when.isReady
          ? {
              at: when.isNow ? null : when.instant,
              storyId: story.id,
              version: changes.version,
              published: changes.published,
              changes: chosen.map(({ key }) => key),
              kind,
              note,
              showReplaced,
            }
          : null
      }
      onClose={onClose}
      onDone={(answer) => ("actId" in answer ? onScheduled(answer.status) : onDone(answer, note.trim()))}
      onRefused={({ code }) => code === "CHANGED_MEANWHILE" && void read()}
    >
      <SegmentedControl
        aria-label="Kind"
        value={kind}
        onChange={(value) => setKind(value as Kind)}
        data={offered.map((value) => ({ value, label: kinds[value] }))}
      />
      <NoteField
        description="Readers see it under the headline. Say what was wrong and what is right."
        required
        value={note}
        onChange={setNote}
      />
      {status.kind === "STORY" && (
        <ReplacedSwitch checked={showReplaced} onChange={setShows} without="the note and the new text" />
      )}
      <section className={classes.chosen} aria-label="Changes to the text">
        <h3>Changes to the text</h3>
        <Problem failure={failure} />
        {failure && <Button onClick={() => void read()}>Try again</Button>}
        {!failure && !changes && <Loader size="sm" aria-label="Comparing with the published version" />}
        {changes && changes.list.length === 0 && (
          <p className="dim">Readers already see this text. To change it, edit the story first.</p>
        )}
        {changes && changes.list.length > 0 && (
          <>
            <p className="dim" role="status">
              {chosen.length === 0
                ? "No changes selected: the published text stays as it is."
                : `${chosen.length} of ${countOf(changes.list.length)} selected.`}{" "}
              Changes that you leave out stay in the working copy, unpublished.
            </p>
            <ChangeList
              changes={changes}
              isChosen={isChosen}
              onChoose={({ key }, isOn) => setPicked((now) => new Map(now).set(key, isOn))}
            />
          </>
        )}
      </section>
      {changes && (
        <WhatWillChange
          note={note.trim()}
          intent={{
            verb: "correct",
            storyId: story.id,
            version: changes.version,
            published: changes.published,
            changes: chosen.map(({ key }) => key),
            kind,
            showReplaced,
          }}
        />
      )}
      <WhenChoice
        when={when}
        label="Publish at"
        notNow={embargo ? `Under embargo until ${times.full(new Date(embargo))}.` : undefined}
      />
      <figure className={classes.notice}>
        <figcaption>As readers will see it</figcaption>
        <p className={classes.quotedNote}>
          <b>
            {kinds[kind]}, {times.date(when.isNow || when.instant === null ? new Date() : new Date(when.instant))}.
          </b>{" "}
          {note.trim() || <span className="dim">Your note.</span>}
        </p>
      </figure>
    </VerbDialog>
  );
}
