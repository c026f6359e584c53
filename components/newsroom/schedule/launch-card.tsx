"use client";
import { Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useRef, useState } from "react";
import { moveScheduled, takeBackScheduled } from "#lib/fronts/actions.ts";
import type { PlannedLaunch } from "#lib/fronts/calendar-data.ts";
import { Confirm, giveFocusBack } from "../dialog.tsx";
import { explainFront } from "../fronts/front-words.ts";
import { frontAddress } from "../fronts/places.ts";
import { useTimes } from "../newsroom-context.tsx";
import { useServerAction } from "../use-server-action.ts";
import { lateWords, shortTime } from "./act-words.ts";
import { type CardData, cardKeys, cardType, keepFocusOn, useChange, useFocusAfterMove } from "./schedule-card.tsx";
import classes from "./schedule-screen.module.css";
import { movedBy } from "./week.ts";

const ScheduleDialog = dynamic(() => import("../fronts/schedule-dialog.tsx").then((file) => file.ScheduleDialog), {
  ssr: false,
});

/** A scheduled launch of a front among the acts of stories; moved as these are. */
export function LaunchCard({ launch, hasDate = false }: { launch: PlannedLaunch; hasDate?: boolean }) {
  const times = useTimes();
  const router = useRouter();
  const [asking, setAsking] = useState<"time" | "remove" | null>(null);
  const { busy, send } = useChange(explainFront);
  const cancel = useServerAction(takeBackScheduled);
  const moving = useServerAction(moveScheduled);
  const link = useRef<HTMLAnchorElement>(null);
  const { id, front, name, path, dueAt, by, state, lateSeconds, mayChange } = launch;
  const at = new Date(dueAt);
  useFocusAfterMove(id, dueAt, link);
  const isLate = state === "STOPPED" || lateSeconds >= 10;
  const canMove = mayChange && state === "DUE";
  const move = (next: string | null) => {
    if (next === null) return setAsking("time");
    keepFocusOn(id);
    void send(
      () => moveScheduled({ id, dueAt: next }),
      `Launch of ${name} moved to ${shortTime(times, new Date(next), new Date())}.`,
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.altKey && canMove && !busy ? cardKeys[event.key] : undefined;
    if (!step) return;
    event.preventDefault();
    move(movedBy(dueAt, step, times.zone));
  };
  const close = () => {
    setAsking(null);
    giveFocusBack(link.current);
  };
  const done = () => {
    close();
    router.refresh();
  };
  return (
    <article
      className={classes.card}
      data-tone={isLate ? "late" : state === "DONE" ? "done" : "due"}
      draggable={canMove}
      onKeyDown={onKeyDown}
      onDragStart={(event) =>
        event.dataTransfer.setData(
          cardType,
          JSON.stringify({ kind: "launch", id, dueAt, headline: name } satisfies CardData),
        )
      }
    >
      <p className={classes.time}>
        <time dateTime={dueAt} title={times.full(at)}>
          {hasDate ? shortTime(times, at, new Date()) : times.clock(at)}
        </time>{" "}
        {state === "DONE" ? "Front launched" : "Launch front"}
      </p>
      <p className={classes.headline} title={name}>
        <Link ref={link} href={frontAddress({ id: front, path })}>
          {name}
        </Link>
      </p>
      {isLate && (
        <p className={classes.words}>
          {state === "STOPPED" ? `Stopped. ${by} may not launch this front any more.` : lateWords(lateSeconds)}
        </p>
      )}
      <p className={classes.from}>
        <bdi>{by}</bdi>
      </p>
      {mayChange && state !== "DONE" && (
        <Menu width={220} position="bottom-end">
          <Menu.Target>
            <button type="button" className={classes.more} aria-label={`Change: launch of ${name}`}>
              <IconDots size={16} aria-hidden="true" />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {canMove && <Menu.Item onClick={() => setAsking("time")}>Move to another time</Menu.Item>}
            <Menu.Item onClick={() => setAsking("remove")}>{canMove ? "Cancel launch" : "Make it the draft"}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {asking === "time" && (
        <ScheduleDialog
          name={name}
          dueAt={dueAt}
          pending={moving.pending}
          problem={moving.failure && explainFront(moving.failure)}
          onSchedule={(next) => moving.send({ id, dueAt: next }, done)}
          onClose={close}
        />
      )}
      {asking === "remove" && (
        <Confirm
          opened
          onClose={close}
          question={`Cancel the launch of ${name}?`}
          verb={canMove ? "Cancel launch" : "Make it the draft"}
          pending={cancel.pending}
          failure={null}
          onConfirm={() => cancel.send({ id }, done)}
        >
          <p>Nothing is launched at that time. What was scheduled becomes the draft of the front again.</p>
          <div role="alert">{cancel.failure && <p>{explainFront(cancel.failure)}</p>}</div>
        </Confirm>
      )}
    </article>
  );
}
