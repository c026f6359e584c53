"use client";
import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect, useRef, useState } from "react";
import { handOverVerbs } from "#components/newsroom/assignments/assignment-words.ts";
import { useAssignment } from "#components/newsroom/assignments/use-assignment.ts";
import { lazyPart } from "#components/newsroom/lazy-part.tsx";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import { explainVerb } from "#components/newsroom/publish/explain-verb.ts";
import { useTakenDown } from "#components/newsroom/publish/use-taken-down.ts";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import { dismissNote } from "#lib/assignments/actions.ts";
import { approveStory, fileStory } from "#lib/stories/actions.ts";
import type { StoryStatus } from "#lib/stories/types.ts";
import { lostApproval } from "./lost-approval.ts";
import type { Saving } from "./saving/use-story-loop.ts";
import classes from "./story-screen.module.css";

/** Loaded for a story with something scheduled. */
const ScheduleNotes = lazyPart("The schedule", () =>
  import("#components/newsroom/schedule/schedule-notes.tsx").then((part) => part.ScheduleNotes),
);

/** What a writer must know about the story's status before typing: that it is taken down, or that an edit ends its approval. */
export function StateNotes({ storyId, saving }: { storyId: string; saving: Saving }) {
  const { status } = saving;
  return (
    <>
      {isScheduled(status) && (
        <ScheduleNotes storyId={storyId} status={status} flush={saving.flush} onStatus={saving.setStatus} />
      )}
      {status.publication === "TAKEN_DOWN" && <TakenDownNote storyId={storyId} />}
      <HandOverNote storyId={storyId} status={status} />
      <ApprovalNote storyId={storyId} saving={saving} />
    </>
  );
}

const isScheduled = ({ schedule: { due, stopped, embargo, unlistedAt } }: StoryStatus): boolean =>
  due.length + stopped.length > 0 || embargo !== null || unlistedAt !== null;

/** The note with which the story was handed over last, until it is answered or dismissed. */
function HandOverNote({ storyId, status }: { storyId: string; status: StoryStatus }) {
  const times = useTimes();
  const [assignment, setAssignment] = useAssignment(storyId, status);
  const note = assignment?.note;
  if (!note) return null;
  const dismiss = async () => {
    const answer = await dismissNote({ storyId }).catch(unreachable);
    if (answer.ok) setAssignment(answer.data);
    else notifications.show({ message: explainVerb(answer), color: "red", autoClose: 10_000 });
  };
  return (
    <div className={`${classes.closed} ${classes.asks}`} role="note">
      <div>
        <p>
          <b>
            {note.by ?? "Galley"} {handOverVerbs[note.kind]}, {times.full(new Date(note.at))}.
          </b>
        </p>
        {note.note && <p className={classes.handOver}>{note.note}</p>}
      </div>
      <Button size="compact-sm" variant="default" onClick={() => void dismiss()}>
        Dismiss
      </Button>
    </div>
  );
}

function TakenDownNote({ storyId }: { storyId: string }) {
  const times = useTimes();
  const takenDown = useTakenDown(storyId, "TAKEN_DOWN");
  return (
    <div className={`${classes.closed} ${classes.down}`} role="note">
      <p>
        <b>Readers cannot see this story.</b>{" "}
        {takenDown && `${takenDown.by ?? "Galley"} took it down, ${times.full(new Date(takenDown.at))}.`}
      </p>
      {takenDown && <p>Reason: {takenDown.reason || "none given"}</p>}
    </div>
  );
}

/** What this person can do to get the approval again, or null. */
function requestOf({ may }: StoryStatus) {
  if (may.verbs.includes("approve"))
    return {
      label: "Approve again",
      send: (storyId: string, version: number) => approveStory({ storyId, version }),
    };
  if (may.verbs.includes("file")) return { label: "File again", send: (storyId: string) => fileStory({ storyId }) };
  return null;
}

/** Warns that an edit withdraws the approval, and after such an edit offers to ask for it again. */
function ApprovalNote({ storyId, saving }: { storyId: string; saving: Saving }) {
  const { status } = saving;
  const before = useRef(status);
  const newest = useRef(status);
  newest.current = status;
  const [lost, setLost] = useState<{ by: string } | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const by = lostApproval(before.current, status);
    if (by !== null) setLost({ by });
    else if (status.copy === "READY" || status.copy === "SPIKED") setLost(null);
    before.current = status;
  }, [status]);

  if (status.copy === "READY" && status.may.edit)
    return (
      <p className={classes.closed} role="note">
        Approved{status.approvedBy && ` by ${status.approvedBy.name}`}. The approval ends with your first change.
      </p>
    );
  const request = requestOf(status);
  if (!lost || !request) return null;
  const ask = async () => {
    setBusy(true);
    try {
      if (!(await saving.flush())) return;
      const answer = await request.send(storyId, newest.current.version).catch(unreachable);
      if (answer.ok) {
        setLost(null);
        saving.setStatus(answer.data.status);
      } else notifications.show({ message: explainVerb(answer), color: "red", autoClose: 10_000 });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={`${classes.closed} ${classes.asks}`} role="note">
      <p>{lost.by ? `Your change ended ${lost.by}’s approval.` : "Your change ended the approval."}</p>
      <Button size="compact-sm" variant="default" loading={busy} onClick={() => void ask()}>
        {request.label}
      </Button>
    </div>
  );
}
