"use client";
import { Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useRef, useState } from "react";
import { planStory } from "#lib/assignments/actions.ts";
import type { Deadline } from "#lib/assignments/calendar-data.ts";
import { isOverdue } from "../assignments/assignment-words.ts";
import { giveFocusBack } from "../dialog.tsx";
import { useTimes } from "../newsroom-context.tsx";
import { VerbDialog } from "../publish/verb-dialog.tsx";
import { statusWord } from "../story-status.ts";
import { shortTime } from "./act-words.ts";
import { InstantField, useInstant } from "./instant-field.tsx";
import { type CardData, cardKeys, cardType, keepFocusOn, useChange, useFocusAfterMove } from "./schedule-card.tsx";
import classes from "./schedule-screen.module.css";
import { movedBy } from "./week.ts";

/** The input that sets another due time, unless somebody has set another one meanwhile. */
export const movedDeadline = (storyId: string, dueAt: string, next: string) => ({
  storyId,
  changes: { dueAt: next },
  seen: { dueAt },
});

/** A story that is due, among the scheduled acts; moved as these are. */
export function DeadlineCard({ deadline }: { deadline: Deadline }) {
  const times = useTimes();
  const [isAsking, setAsking] = useState(false);
  const { busy, send } = useChange();
  const link = useRef<HTMLAnchorElement>(null);
  const { storyId, dueAt, copy, publication, section, assignee, mayChange } = deadline;
  const at = new Date(dueAt);
  const headline = deadline.headline || "Untitled";
  const id = `due ${storyId}`;
  useFocusAfterMove(id, dueAt, link);
  const isDelivered = copy !== "DRAFT" || publication !== "NEVER";
  const move = (next: string | null) => {
    if (next === null) return setAsking(true);
    keepFocusOn(id);
    void send(
      () => planStory(movedDeadline(storyId, dueAt, next)),
      `“${headline}” is due ${shortTime(times, new Date(next), new Date())}.`,
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.altKey && mayChange && !busy ? cardKeys[event.key] : undefined;
    if (!step) return;
    event.preventDefault();
    move(movedBy(dueAt, step, times.zone));
  };
  const close = () => {
    setAsking(false);
    giveFocusBack(link.current);
  };
  return (
    <article
      className={classes.card}
      data-kind="deadline"
      data-tone={isOverdue(deadline) ? "late" : isDelivered ? "done" : "due"}
      draggable={mayChange}
      onKeyDown={onKeyDown}
      onDragStart={(event) =>
        event.dataTransfer.setData(
          cardType,
          JSON.stringify({ kind: "deadline", id: storyId, dueAt, headline } satisfies CardData),
        )
      }
    >
      <p className={classes.time}>
        <time dateTime={dueAt} title={times.full(at)}>
          {times.clock(at)}
        </time>{" "}
        {isOverdue(deadline) ? "Overdue" : "Due"}
      </p>
      <p className={classes.headline} title={headline}>
        <Link ref={link} href={`/desk/stories/${storyId}`}>
          {headline}
        </Link>
      </p>
      {isDelivered && <p className={classes.words}>{statusWord({ copy, publication, changed: false }).word}</p>}
      <p className={classes.from}>
        {section && <bdi>{section.name}</bdi>}
        {section && ", "}
        {assignee ? <bdi>{assignee.name}</bdi> : "nobody assigned"}
      </p>
      {mayChange && (
        <Menu width={220} position="bottom-end">
          <Menu.Target>
            <button type="button" className={classes.more} aria-label={`Change due time: ${headline}`}>
              <IconDots size={16} aria-hidden="true" />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setAsking(true)}>Move to another time</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {isAsking && <MoveDialog deadline={deadline} onClose={close} />}
    </article>
  );
}

function MoveDialog({ deadline: { storyId, dueAt, headline }, onClose }: { deadline: Deadline; onClose: () => void }) {
  const router = useRouter();
  const chosen = useInstant(dueAt);
  const { instant, isReady } = chosen;
  return (
    <VerbDialog
      title={`Move the due time of “${headline || "Untitled"}”`}
      verb="Move"
      action={planStory}
      input={isReady && instant !== null && instant !== dueAt ? movedDeadline(storyId, dueAt, instant) : null}
      onClose={onClose}
      onDone={() => {
        onClose();
        router.refresh();
      }}
    >
      <InstantField label="Due" chosen={chosen} autoFocus />
    </VerbDialog>
  );
}
