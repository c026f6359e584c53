"use client";
import { Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconDots } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Failure, Result } from "#lib/errors.ts";
import * as actions from "#lib/schedule/actions.ts";
import type { ScheduleRow } from "#lib/schedule/types.ts";
import { Confirm, giveFocusBack } from "../dialog.tsx";
import { useTimes } from "../newsroom-context.tsx";
import { explainVerb } from "../publish/explain-verb.ts";
import { unreachable } from "../publish/use-verb.ts";
import { VerbDialog } from "../publish/verb-dialog.tsx";
import { lateWords, nowNames, shortTime, stopReason } from "./act-words.ts";
import { InstantField, useInstant } from "./instant-field.tsx";
import classes from "./schedule-screen.module.css";
import { movedBy } from "./week.ts";

const verbWords: Record<ScheduleRow["verb"], string> = {
  PUBLISH: "Publish",
  CORRECT: "Correct",
  CLARIFY: "Clarify",
  TAKE_DOWN: "Take down",
  UNLIST: "Remove from lists",
  END_EMBARGO: "End of embargo",
};
const doneWords: Record<ScheduleRow["verb"], string> = {
  PUBLISH: "Published",
  CORRECT: "Corrected",
  CLARIFY: "Clarified",
  TAKE_DOWN: "Taken down",
  UNLIST: "Removed from lists",
  END_EMBARGO: "Embargo ended",
};

/** How a card is drawn: what is late or was stopped is red, what is done is grey. */
const toneOf = ({ state, lateSeconds }: ScheduleRow): "late" | "done" | "due" =>
  state === "STOPPED" || (state === "DUE" && lateSeconds >= 10) ? "late" : state === "DONE" ? "done" : "due";

/** One scheduled act. Alt with the arrow keys moves it by a day or by a quarter of an hour, as dragging it to a day does. */
export function ScheduleCard({ row, hasDate = false }: { row: ScheduleRow; hasDate?: boolean }) {
  const times = useTimes();
  const [asking, setAsking] = useState<"time" | "now" | "remove" | null>(null);
  const { busy, send } = useChange();
  const { id, verb, state, story, by, dueAt } = row;
  const at = new Date(dueAt);
  const headline = story.headline || "Untitled";
  const link = useRef<HTMLAnchorElement>(null);
  useFocusAfterMove(id, dueAt, link);
  const canMove = row.may.change && state === "DUE" && verb !== "END_EMBARGO";
  const move = (dueAtNew: string | null) => {
    if (dueAtNew === null) return setAsking("time");
    const when = shortTime(times, new Date(dueAtNew), new Date());
    keepFocusOn(id);
    void send(() => actions.reschedule({ actId: id, dueAt: dueAtNew }), `“${headline}” moved to ${when}.`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.altKey && canMove && !busy ? cardKeys[event.key] : undefined;
    if (!by) return;
    event.preventDefault();
    move(movedBy(dueAt, by, times.zone));
  };
  const close = () => {
    setAsking(null);
    giveFocusBack(link.current); // the menu from which the dialog was opened is gone
  };
  return (
    <article
      className={classes.card}
      data-tone={toneOf(row)}
      draggable={canMove}
      onKeyDown={onKeyDown}
      onDragStart={(event) =>
        event.dataTransfer.setData(cardType, JSON.stringify({ kind: "act", id, dueAt, headline } satisfies CardData))
      }
    >
      <p className={classes.time}>
        <time dateTime={dueAt} title={times.full(at)}>
          {hasDate ? shortTime(times, at, new Date()) : times.clock(at)}
        </time>{" "}
        {state === "DONE" ? doneWords[verb] : verbWords[verb]}
      </p>
      <p className={classes.headline} title={headline}>
        <Link ref={link} href={`/desk/stories/${story.id}`}>
          {headline}
        </Link>
      </p>
      <State row={row} />
      <p className={classes.from}>
        {story.section && <bdi>{story.section.name}</bdi>}
        {story.section && by && ", "}
        {by && <bdi>{by.name}</bdi>}
      </p>
      {(canMove || (row.may.change && state === "STOPPED")) && (
        <Menu width={220} position="bottom-end">
          <Menu.Target>
            <button type="button" className={classes.more} aria-label={`Change: ${headline}`}>
              <IconDots size={16} aria-hidden="true" />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {state === "DUE" && (
              <>
                <Menu.Item onClick={() => setAsking("time")}>Move to another time</Menu.Item>
                <Menu.Item onClick={() => setAsking("now")}>{nowNames[verb]}</Menu.Item>
                <Menu.Item onClick={() => setAsking("remove")}>Unschedule</Menu.Item>
              </>
            )}
            {state === "STOPPED" && (
              <>
                <Menu.Item
                  onClick={() =>
                    void send(
                      () => actions.retryStopped({ actId: id }),
                      "Galley tries again at once, with your permissions.",
                    )
                  }
                >
                  Try again
                </Menu.Item>
                <Menu.Item onClick={() => void send(() => actions.dismissStopped({ actId: id }), "Dismissed.")}>
                  Dismiss
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {asking === "time" && <MoveDialog row={row} onClose={close} />}
      {(asking === "now" || asking === "remove") && <ActConfirm row={row} isNow={asking === "now"} onClose={close} />}
    </article>
  );
}

/** The card that was moved by keys last, until it is drawn in its new place. */
let movedByKeys: string | null = null;

/** The card with this id keeps the focus while it is drawn in its new place. */
export const keepFocusOn = (id: string): void => {
  movedByKeys = id;
};

/** Keeps the focus on a card that was moved by keys: on another day it is drawn anew. */
export function useFocusAfterMove(id: string, dueAt: string, link: { current: HTMLAnchorElement | null }): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another time is another place
  useEffect(() => {
    if (movedByKeys !== id) return;
    movedByKeys = null;
    link.current?.focus();
  }, [id, dueAt, link]);
}

/** What a dragged card carries: `CardData` as JSON. */
export const cardType = "application/x-galley-act";
/** `id`: of the act, the launch or the story that is due. */
export type CardData = { kind: "act" | "launch" | "deadline"; id: string; dueAt: string; headline: string };

/** What a card does at an arrow key pressed with Alt. */
export const cardKeys: Record<string, { days?: number; minutes?: number }> = {
  ArrowLeft: { days: -1 },
  ArrowRight: { days: 1 },
  ArrowUp: { minutes: -15 },
  ArrowDown: { minutes: 15 },
};

/** One change at a time; a refusal is shown, and the page shows what is there. */
export function useChange(explain: (failure: Failure) => string = explainVerb) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const send = async (change: () => Promise<Result<unknown>>, done: string) => {
    if (busy) return;
    setBusy(true);
    const answer = await change().catch(unreachable);
    setBusy(false);
    notifications.show(
      answer.ok ? { message: done, color: "green" } : { message: explain(answer), color: "red", autoClose: 10_000 },
    );
    router.refresh();
  };
  return { busy, send };
}

function State({ row: { state, lateSeconds, reason, detail, story, dueAt } }: { row: ScheduleRow }) {
  const late = lateWords(lateSeconds);
  const words =
    state === "STOPPED"
      ? `Stopped. ${stopReason(reason, detail)}`
      : late && (state === "DUE" || state === "DONE")
        ? late
        : story.isEmbargoed && Date.parse(dueAt) > Date.now()
          ? "Under embargo"
          : null;
  return words && <p className={classes.words}>{words}</p>;
}

type DialogProps = { row: ScheduleRow; onClose: () => void };

function MoveDialog({ row, onClose }: DialogProps) {
  const router = useRouter();
  const chosen = useInstant(row.dueAt);
  const { instant, isReady } = chosen;
  return (
    <VerbDialog
      title={`Move “${row.story.headline || "Untitled"}”`}
      verb="Move"
      action={actions.reschedule}
      input={isReady && instant !== null && instant !== row.dueAt ? { actId: row.id, dueAt: instant } : null}
      onClose={onClose}
      onDone={() => {
        onClose();
        router.refresh();
      }}
    >
      <InstantField label={verbWords[row.verb]} chosen={chosen} autoFocus />
    </VerbDialog>
  );
}

function ActConfirm({ row, isNow, onClose }: DialogProps & { isNow: boolean }) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Extract<Result<unknown>, { ok: false }> | null>(null);
  const headline = row.story.headline || "Untitled";
  const confirm = async () => {
    setPending(true);
    const change = isNow ? actions.performNow : actions.unschedule;
    const answer = await change({ actId: row.id }).catch(unreachable);
    setPending(false);
    if (!answer.ok) return setFailure(answer);
    onClose();
    router.refresh();
  };
  return (
    <Confirm
      opened
      onClose={onClose}
      question={isNow ? `${nowNames[row.verb]}: “${headline}”?` : `Unschedule “${headline}”?`}
      verb={isNow ? nowNames[row.verb] : "Unschedule"}
      pending={pending}
      failure={failure}
      onConfirm={() => void confirm()}
    >
      <p>
        {isNow
          ? "This happens at once, instead of at the scheduled time."
          : "Nothing will happen at that time. If it was to be published, the story goes back to its previous status."}
      </p>
    </Confirm>
  );
}
