"use client";
import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect, useRef, useState } from "react";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import { explainVerb } from "#components/newsroom/publish/explain-verb.ts";
import { useTakenDown } from "#components/newsroom/publish/use-taken-down.ts";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import { approveStory, fileStory } from "#lib/stories/actions.ts";
import { readFiled } from "#lib/stories/publishing/actions.ts";
import type { HandOver } from "#lib/stories/publishing/data.ts";
import type { StoryStatus } from "#lib/stories/types.ts";
import classes from "./desk.module.css";
import { lostApproval } from "./lost-approval.ts";
import type { Saving } from "./saving/use-story-loop.ts";

/** What a writer must know about the story's state before the next key: that it is down, or what an edit does to its approval. */
export function StateNotes({ storyId, saving }: { storyId: string; saving: Saving }) {
  const { status } = saving;
  return (
    <>
      {status.publication === "TAKEN_DOWN" && <TakenDownNote storyId={storyId} />}
      {status.copy === "FILED" && <FiledNote storyId={storyId} />}
      <ApprovalNote storyId={storyId} saving={saving} />
    </>
  );
}

/** What the person who filed it wants the editors to know. */
function FiledNote({ storyId }: { storyId: string }) {
  const times = useTimes();
  const [filed, setFiled] = useState<HandOver | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void readFiled({ storyId })
      .catch(unreachable)
      .then((answer) => isCurrent && answer.ok && setFiled(answer.data));
    return () => {
      isCurrent = false;
    };
  }, [storyId]);
  if (!filed?.note) return null;
  return (
    <div className={classes.closed} role="note">
      <p>
        <b>
          {filed.by ?? "Galley"} filed this, {times.full(new Date(filed.at))}.
        </b>
      </p>
      <p>{filed.note}</p>
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

/** What this person can do to get an approval again, or null. */
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
