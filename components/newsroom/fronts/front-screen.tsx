"use client";
import { Button, SegmentedControl } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconArrowBackUp, IconChevronLeft } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useEffect, useState } from "react";
import type { Failure, Result } from "#lib/errors.ts";
import {
  changeFront,
  discardChanges,
  launchDraft,
  readFront,
  readFrontSince,
  restoreAsDraft,
  scheduleDraft,
  takeBackScheduled,
  unlockFront,
} from "#lib/fronts/actions.ts";
import type { FrontView } from "#lib/fronts/desk-data.ts";
import { canArrangeFront } from "#lib/fronts/policy.ts";
import { Confirm } from "../dialog.tsx";
import { useActor, useTimes } from "../newsroom-context.tsx";
import { PageBar } from "../page-bar.tsx";
import { useLeaveGuard } from "../use-leave-guard.tsx";
import { When } from "../when.tsx";
import { BreakingLine } from "./breaking-line.tsx";
import classes from "./compose.module.css";
import { DraftBoard } from "./draft-board.tsx";
import { FrontJumps, focusPane } from "./front-jumps.tsx";
import { type FrontJump, type Pane, panes } from "./front-keys.ts";
import { FrontNotices } from "./front-notices.tsx";
import { type FrontQuestion, FrontTools, launchState } from "./front-tools.tsx";
import { explainFront, placeTargets } from "./front-words.ts";
import { LiveBoard } from "./live-board.tsx";
import { StoryFeed } from "./story-feed.tsx";
import { useFront } from "./use-front.ts";

const FrontPreview = dynamic(() => import("./front-preview.tsx").then((file) => file.FrontPreview), { ssr: false });
const HistoryDialog = dynamic(() => import("./history-dialog.tsx").then((file) => file.HistoryDialog), { ssr: false });
const LaunchersDialog = dynamic(() => import("./launchers-dialog.tsx").then((file) => file.LaunchersDialog), {
  ssr: false,
});
const LockDialog = dynamic(() => import("./lock-dialog.tsx").then((file) => file.LockDialog), { ssr: false });
const ScheduleDialog = dynamic(() => import("./schedule-dialog.tsx").then((file) => file.ScheduleDialog), {
  ssr: false,
});

type Props = { first: FrontView; sections: readonly { id: string; name: string }[] };
const server = { changeFront, readFront, readFrontSince };
const unreachable: Failure = { ok: false, code: "BUSY" };

/** A front to be composed: stories beside the draft and what is live, or both pages as readers get them. */
export function FrontScreen({ first, sections }: Props) {
  const times = useTimes();
  const actor = useActor();
  const mayEdit = canArrangeFront(actor, first.id);
  const front = useFront(first, server);
  const { view, problem, isSaving, edit, undo, canUndo, refresh, settled, showProblem } = front;
  const leaveGuard = useLeaveGuard(isSaving && problem !== null);
  const [isPreview, setPreview] = useState(false);
  const [pane, setPane] = useState<Pane>("draft");
  const [asking, setAsking] = useState<FrontQuestion | null>(null);
  const [isOverride, setOverride] = useState(false);
  const [busy, setBusy] = useState<string | null>(null);
  const { id, name, hasDraft, live } = view;
  const subjects = new Map([...view.shownLive, ...view.shown].map((one) => [one.id, one.subject]));
  const placed = new Set(view.layout.containers.flatMap(({ cards }) => cards.map(({ story }) => story)));

  /** Does something with the draft that is on screen, once all of it is saved. */
  async function act<T>(what: string, work: (version: number) => Promise<Result<T>>, done: string): Promise<boolean> {
    if (busy) return false;
    setBusy(what);
    try {
      const shown = await settled();
      if (!shown) return false;
      const result = await work(shown.version).catch((): Failure => unreachable);
      if (result.ok) {
        await refresh();
        showProblem(null);
        notifications.show({ message: done, color: "green" });
        return true;
      }
      const why = result.code === "WRONG_STATE" ? result.detail?.why : null;
      if (why === "CLASH" || why === "SCHEDULED") {
        setAsking("clash");
        return false;
      }
      await refresh();
      showProblem(explainFront(result));
      return false;
    } finally {
      setBusy(null);
    }
  }
  const close = () => setAsking(null);
  const { isLocked, why } = launchState(actor, view);
  const askToLaunch = () => {
    if (why) showProblem(`${why}.`);
    else setAsking(isLocked ? "override" : "launch");
  };
  const [target, setTarget] = useState<{ pane: Pane } | null>(null);
  // Once that part is on the screen.
  useEffect(() => {
    if (target) focusPane(target.pane);
  }, [target]);
  const jump = (to: FrontJump) => {
    if (to === "launch") return askToLaunch();
    setPreview(false);
    setPane(to);
    setTarget({ pane: to });
  };
  /** A lock that an admin has once decided to override is overridden until the launch is done. */
  const launch = (accepted: boolean, overridesLock = isOverride) => {
    setOverride(overridesLock);
    return act(
      "launch",
      (version) => launchDraft({ front: id, version, accepted, overridesLock }),
      "Launched. Readers get this front from now on.",
    ).then((isDone) => {
      if (!isDone) return;
      setOverride(false);
      close();
    });
  };
  const unlock = () => act("unlock", () => unlockFront({ front: id }), "Unlocked.");
  const discard = () =>
    act("discard", (version) => discardChanges({ front: id, version }), "Draft discarded.").then(close);
  const schedule = (dueAt: string) =>
    act(
      "schedule",
      (version) => scheduleDraft({ front: id, version, dueAt }),
      `Launch scheduled for ${times.full(new Date(dueAt))}.`,
    ).then((isDone) => isDone && close());
  const restore = (number: number) =>
    act(
      "restore",
      (version) => restoreAsDraft({ front: id, number, version }),
      `Launch ${number} is the draft now. Readers get it when you launch.`,
    ).then((isDone) => isDone && close());
  const takeBack = (scheduled: string) =>
    act("take back", () => takeBackScheduled({ id: scheduled }), "The launch is cancelled and is the draft again.");

  return (
    <>
      {leaveGuard}
      <FrontJumps onJump={jump} />
      <PageBar title={name}>
        <SegmentedControl
          size="xs"
          aria-label="View"
          value={isPreview ? "preview" : "compose"}
          onChange={(value) => setPreview(value === "preview")}
          data={[
            { value: "compose", label: "Compose" },
            { value: "preview", label: "Preview" },
          ]}
        />
        <FrontTools view={view} isLaunching={busy === "launch"} onAsk={setAsking} onLaunch={() => void launch(false)} />
      </PageBar>
      <div className={classes.line}>
        <Link href="/desk/fronts" className={classes.back}>
          <IconChevronLeft size={16} aria-hidden="true" /> Fronts
        </Link>
        <span>
          {isSaving ? "Saving…" : hasDraft ? <DraftState view={view} /> : "The draft is the same as the live front."}
        </span>
        {mayEdit && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconArrowBackUp size={14} aria-hidden="true" />}
            disabled={!canUndo}
            onClick={undo}
          >
            Undo
          </Button>
        )}
        {live && (
          <a className="link" href={view.path}>
            View on site
          </a>
        )}
      </div>
      <div role="alert">{problem && <p className={classes.problem}>{problem}</p>}</div>
      <div className={classes.alert}>
        <BreakingLine breaking={view.breaking} onChange={() => void refresh()} />
      </div>
      <FrontNotices
        view={view}
        busy={busy}
        onUnlock={() => void unlock()}
        onTakeBack={(scheduled) => void takeBack(scheduled)}
      />
      {isPreview ? (
        <FrontPreview
          front={id}
          version={`${view.version} ${live?.number ?? 0} ${isSaving} ${JSON.stringify(view.breaking)}`}
        />
      ) : (
        <>
          <SegmentedControl
            className={classes.panes ?? ""}
            fullWidth
            aria-label="Part of the screen"
            value={pane}
            onChange={(value) => setPane(value as Pane)}
            data={Object.entries(panes).map(([value, label]) => ({ value, label }))}
          />
          <div className={classes.desk} data-pane={pane}>
            <StoryFeed
              sections={sections}
              targets={placeTargets(view.layout.containers, subjects)}
              placed={placed}
              mayEdit={mayEdit}
              onPlace={(story, container) => {
                const before = view.layout.containers.find((one) => one.id === container)?.cards[0]?.story ?? null;
                edit({ kind: "place", story: story.id, container, before }, story);
              }}
            />
            <DraftBoard
              view={view}
              subjects={subjects}
              sections={sections}
              edit={edit}
              undo={undo}
              onChanged={() => void refresh()}
              mayEdit={mayEdit}
            />
            <LiveBoard view={view} />
          </div>
        </>
      )}
      <Confirm
        opened={asking === "discard"}
        onClose={close}
        question="Discard the changes of this draft?"
        verb="Discard changes"
        danger
        pending={busy === "discard"}
        failure={null}
        onConfirm={() => void discard()}
      >
        The draft becomes what is live again{view.editors.length > 1 && ", also what others changed in it"}.
      </Confirm>
      <Confirm
        opened={asking === "launch"}
        onClose={close}
        question="Launch this draft?"
        verb="Launch"
        pending={busy === "launch"}
        failure={null}
        onConfirm={() => void launch(false).then(() => setAsking((now) => (now === "launch" ? null : now)))}
      >
        {view.changes.length === 1
          ? "Readers get the change of 1 container at once."
          : `Readers get the changes of ${view.changes.length} containers at once.`}
      </Confirm>
      <Confirm
        opened={asking === "clash"}
        onClose={close}
        question="Launch your version of these containers?"
        verb="Launch all the same"
        pending={busy === "launch"}
        failure={null}
        onConfirm={() => void launch(true)}
      >
        {view.clashes.length > 0
          ? "A launch has changed some containers while you were changing them. Your draft replaces them. What was live stays in the history."
          : "A scheduled launch changes some of these containers as well, and will replace them at its time."}
      </Confirm>
      <Confirm
        opened={asking === "override"}
        onClose={close}
        question={`Launch although ${view.lock?.name ?? "somebody"} has locked this front?`}
        verb="Launch anyway"
        danger
        pending={busy === "launch"}
        failure={null}
        onConfirm={() => void launch(false, true)}
      >
        {view.lock && `“${view.lock.note}” `}The audit log records that you launched it.
      </Confirm>
      {asking === "lock" && (
        <LockDialog
          front={id}
          name={name}
          scheduled={view.scheduled}
          onLocked={() => void refresh().then(close)}
          onClose={close}
        />
      )}
      {asking === "launchers" && (
        <LaunchersDialog
          front={id}
          name={name}
          chosen={view.launchers}
          onSaved={() => void refresh().then(close)}
          onClose={close}
        />
      )}
      {asking === "schedule" && (
        <ScheduleDialog
          name={name}
          pending={busy === "schedule"}
          onSchedule={(dueAt) => void schedule(dueAt)}
          onClose={close}
        />
      )}
      {asking === "history" && (
        <HistoryDialog
          front={id}
          name={name}
          hasDraft={hasDraft}
          mayEdit={mayEdit}
          onRestore={(number) => void restore(number)}
          onClose={close}
        />
      )}
    </>
  );
}

/** "Draft: changed by Maren Holt, 3 min; Tom Lee, 10 min". */
function DraftState({ view: { editors } }: { view: FrontView }) {
  return (
    <>
      Draft, changed by{" "}
      {editors.map(({ id, name, at }, index) => (
        <span key={id ?? name}>
          {index > 0 && "; "}
          {name}, <When at={at} isAgo />
        </span>
      ))}
    </>
  );
}
