"use client";
import { Button, Loader, Switch, Textarea } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconLayoutGrid, IconLink, IconNews, IconShieldCheck } from "@tabler/icons-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { minReasonLength } from "#lib/checks/severity.ts";
import { purposeNames } from "#lib/document/fields.ts";
import type { Failure } from "#lib/errors.ts";
import { canArrangeFronts } from "#lib/fronts/policy.ts";
import { reschedule, schedulePublication } from "#lib/schedule/actions.ts";
import { publishStory } from "#lib/stories/actions.ts";
import { showsReplaced } from "#lib/stories/policy.ts";
import { readPublishBrief } from "#lib/stories/publishing/actions.ts";
import type { BriefWithComments, PublishBrief } from "#lib/stories/publishing/data.ts";
import type { Receipt, StoryStatus } from "#lib/stories/types.ts";
import { dateParts } from "#lib/times.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { useActor, useTimes } from "../newsroom-context.tsx";
import { currentEmbargo } from "../schedule/current-embargo.ts";
import { useWhen, WhenChoice } from "../schedule/when-choice.tsx";
import { ChangeList } from "./change-list.tsx";
import { CheckList } from "./check-list.tsx";
import { explainVerb } from "./explain-verb.ts";
import { FlagQuestion } from "./flag-question.tsx";
import { goTo } from "./go-to.ts";
import { WhatWillChange } from "./lazy-what-will-change.tsx";
import { type Changes, countOf, listed } from "./listed-changes.ts";
import { OpenItems } from "./open-items.tsx";
import type { ChosenPlace, PlaceOutcome } from "./place-choice.tsx";
import { PlaceChoice, placeAtPublish } from "./place-choice.tsx";
import classes from "./publish.module.css";
import { publishNote, requiredCount } from "./publish-note.ts";
import { ReplacedSwitch } from "./replaced-switch.tsx";
import { unreachable, useVerb } from "./use-verb.ts";
import { verbLabel } from "./verb-arrangement.ts";

type Props = {
  storyId: string;
  status: StoryStatus;
  onClose: () => void;
  /** Whether the published text was the approved revision. */
  onPublished: (receipt: Receipt, approved: PublishBrief["approved"], placed: PlaceOutcome | null) => void;
  onScheduled: (status: StoryStatus, placed: PlaceOutcome | null) => void;
};

/** The panel before publishing: what changes for readers, what is missing or questionable, when and where. */
export function PublishPanel({ storyId, status, onClose, onPublished, onScheduled }: Props) {
  const [brief, setBrief] = useState<BriefWithComments | null>(null);
  const [lost, setLost] = useState<Failure | null>(null);
  const [showUpdated, setShowUpdated] = useState(true);
  const [showReplaced, setShowReplaced] = useState(showsReplaced("publish", status));
  const [acceptsFlags, setAcceptsFlags] = useState(false);
  const [override, setOverride] = useState("");
  const [place, setPlace] = useState<ChosenPlace | null>(null);
  const [isPlacing, setPlacing] = useState(false);
  const now = useVerb(publishStory);
  const plan = useVerb(schedulePublication);
  const move = useVerb(reschedule);
  const planned = status.schedule.due.find(({ verb }) => verb === "PUBLISH") ?? null;
  const embargo = currentEmbargo(status);
  const when = useWhen(planned?.dueAt ?? embargo);
  const { pending: isSending, failure } = when.isNow ? now : planned ? move : plan;
  const pending = isSending || isPlacing;
  /** The story is published or scheduled by then; what becomes of its place is reported beside it. */
  const placeThen = async (done: (placed: PlaceOutcome | null) => void) => {
    if (!place) return done(null);
    setPlacing(true);
    done(await placeAtPublish(storyId, place, when.isNow));
  };

  const read = useCallback(async () => {
    setLost(null);
    const answer = await readPublishBrief({ storyId }).catch(unreachable);
    if (answer.ok) setBrief(answer.data);
    else setLost(answer);
  }, [storyId]);
  useEffect(() => {
    void read();
  }, [read]);

  const isUpdate = status.publication === "LIVE";
  const verb = verbLabel("publish", status);
  const times = useTimes();
  const actor = useActor();
  const { id: personId } = actor;
  const given = brief?.changes ?? null;
  const changes = useMemo(() => given && listed(given, personId), [given, personId]);
  const isStopped = brief?.questions.some(({ severity }) => severity === "BLOCK") === true;
  const isOverridden = override.trim().length >= minReasonLength;
  const blocked =
    !brief ||
    requiredCount(brief, !when.isNow) > 0 ||
    !when.isReady ||
    (brief.flags.length > 0 && !acceptsFlags) ||
    (isStopped && !isOverridden);
  // Until the copy is read the button is off and cannot have the focus, which must never fall out of the dialog.
  const goButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!blocked) goButton.current?.focus();
  }, [blocked]);
  const publish = () => {
    if (!brief || blocked || pending) return;
    // The working copy changed since the panel was opened: it is reloaded, and the editor decides again.
    const refused = ({ code }: Failure) => refreshing.has(code) && void read();
    const what = { storyId, version: brief.version, showUpdated, showReplaced, override };
    const scheduled = ({ status }: { status: StoryStatus }) => void placeThen((placed) => onScheduled(status, placed));
    if (when.isNow)
      now.send(what, (receipt) => void placeThen((placed) => onPublished(receipt, brief.approved, placed)), refused);
    else if (when.instant === null) return;
    else if (planned) move.send({ actId: planned.id, dueAt: when.instant }, scheduled, refused);
    else plan.send({ ...what, dueAt: when.instant }, scheduled, refused);
  };
  useHotkeys([["mod+Enter", publish]], []);

  const title = isUpdate
    ? "Publish the update"
    : status.publication === "TAKEN_DOWN"
      ? "Publish again"
      : "Publish for the first time";
  return (
    <Dialog opened onClose={onClose} title={title} size={960}>
      {brief ? (
        <div className={classes.columns} aria-busy={pending}>
          <WhatGoesOut brief={brief} />
          <div className={classes.go}>
            <Approval brief={brief} isScheduled={planned !== null} />
            {brief.flags.length > 0 && (
              <FlagQuestion flags={brief.flags} checked={acceptsFlags} onChange={setAcceptsFlags} />
            )}
            {changes && <ChangesSection changes={changes} />}
            <OpenItems lines={brief.checklist} />
            <section aria-label="Checks">
              <h3>Checks</h3>
              <CheckList
                kind={status.kind}
                missing={brief.missing}
                questions={brief.questions}
                rights={brief.rights}
                comments={brief.comments}
                suggestions={brief.suggestions}
                onGo={(check) => {
                  onClose();
                  // The dialog returns the focus to its button first.
                  setTimeout(() => goTo(check), 50);
                }}
              />
              {isStopped && brief.missing.length === 0 && (
                <Textarea
                  mt={14}
                  label="Publish all the same, because"
                  description="Some of these checks block publishing. Your reason is recorded in the audit log."
                  value={override}
                  onChange={(event) => setOverride(event.currentTarget.value)}
                  maxLength={300}
                  autosize
                  minRows={1}
                />
              )}
            </section>
            <WhenChoice
              when={when}
              label="Publish at"
              notNow={embargo ? `Under embargo until ${times.full(new Date(embargo))}.` : undefined}
            />
            <Where
              brief={brief}
              isUpdate={isUpdate}
              path={pathOn(brief.path, status, when.isNow ? null : when.instant, times.zone)}
            />
            {status.kind === "STORY" && canArrangeFronts(actor) && <PlaceChoice value={place} onChange={setPlace} />}
            {isUpdate && (
              <Switch
                checked={showUpdated}
                onChange={(event) => setShowUpdated(event.currentTarget.checked)}
                label="Show readers a new “Updated” time"
                description="Leave it off for a comma, a link or a picture credit."
                styles={{ description: { paddingInlineStart: 10 } }}
              />
            )}
            {status.kind === "STORY" && status.publication !== "NEVER" && (
              <ReplacedSwitch checked={showReplaced} onChange={setShowReplaced} without="the new text" />
            )}
            <WhatWillChange intent={{ verb: "publish", storyId, version: brief.version, showUpdated, showReplaced }} />
          </div>
        </div>
      ) : (
        <div className={classes.waiting}>
          {lost ? (
            <>
              <p role="alert">{explainVerb(lost)}</p>
              <Button onClick={() => void read()}>Try again</Button>
            </>
          ) : (
            <Loader aria-label="Loading the working copy" />
          )}
        </div>
      )}
      <div className={classes.foot}>
        <div role="alert">{failure && <p className={classes.refused}>{explainVerb(failure)}</p>}</div>
        <DialogFoot note={brief && publishNote(brief, isOverridden)}>
          <Button data-autofocus onClick={onClose}>
            {status.kind === "PAGE" ? "Back to the page" : "Back to the story"}
          </Button>
          <Button ref={goButton} variant="filled" disabled={blocked} loading={pending} onClick={publish}>
            {!when.isNow
              ? "Schedule"
              : changes && changes.list.length > 0
                ? `${verb} · ${countOf(changes.list.length)}`
                : verb}
          </Button>
        </DialogFoot>
      </div>
    </Dialog>
  );
}

/** Refusals after which the copy is read again, so that the panel shows why. */
const refreshing: ReadonlySet<Failure["code"]> = new Set([
  "CHANGED_MEANWHILE",
  "NOT_READY",
  "CHECKS_BLOCK",
  "PICTURE_RIGHTS",
]);

const shownAtFirst = 6;

/** The unpublished changes: the first few, the rest on request. */
function ChangesSection({ changes }: { changes: Changes }) {
  const [isWhole, setIsWhole] = useState(false);
  const { list } = changes;
  const shown = isWhole ? list : list.slice(0, shownAtFirst);
  return (
    <section aria-label="Changes">
      <h3>{list.length === 0 ? "No changes: readers already see this text" : "Changes not published yet"}</h3>
      <ChangeList changes={{ ...changes, list: shown }} />
      {shown.length < list.length && (
        <Button size="compact-sm" onClick={() => setIsWhole(true)}>
          Show all {countOf(list.length)}
        </Button>
      )}
    </section>
  );
}

/** The text above the headline if there is no kicker. */
function placeOf({ kind, purpose, section }: PublishBrief): string {
  if (kind === "PAGE") return purpose ? purposeNames[purpose] : "Page";
  return section?.name ?? "No section yet";
}

/** The card as readers will see it on a phone. */
function WhatGoesOut({ brief }: { brief: PublishBrief }) {
  const count = (n: number, one: string, many: string) => `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;
  return (
    <section className={classes.out} aria-label="What readers will see">
      <h3>What readers will see</h3>
      <div className={classes.phone}>
        <p className={classes.plate}>{brief.paper}</p>
        {brief.picture && (
          // biome-ignore lint/performance/noImgElement: a rendition of the size that is shown is there already
          <img src={brief.picture.src} alt="" width={brief.picture.width} height={brief.picture.height} />
        )}
        <div>
          <p className={classes.kicker}>{brief.kicker || placeOf(brief)}</p>
          <p className={classes.headline}>{brief.headline || "No headline yet"}</p>
          {brief.standfirst && <p className={classes.standfirst}>{brief.standfirst}</p>}
        </div>
      </div>
      <p className="small dim">
        {count(brief.words, "word", "words")}, {count(brief.pictures, "picture", "pictures")}.
      </p>
    </section>
  );
}

/** Confirms that exactly the approved revision will be published. */
function Approval({ brief, isScheduled }: { brief: PublishBrief; isScheduled: boolean }) {
  const times = useTimes();
  if (!brief.approved) return null;
  const { by, at, revision } = brief.approved;
  return (
    <p className={classes.approval}>
      <IconShieldCheck size={18} stroke={1.6} aria-hidden="true" />
      <span>
        <b>
          {isScheduled && !by
            ? `This is scheduled as revision ${revision}.`
            : `${by?.name ?? "An editor"} approved this at ${times.clock(new Date(at))}, as revision ${revision}.`}
        </b>{" "}
        Exactly that revision will be published.
      </span>
    </p>
  );
}

/** A first publication gets its address on the day on which it is published. */
function pathOn(path: string | null, { kind, firstPublishedAt }: StoryStatus, instant: string | null, zone: string) {
  if (path === null || instant === null || firstPublishedAt !== null || kind === "PAGE") return path;
  const { year, month, day } = dateParts(new Date(instant), zone);
  return path.replace(/\/\d{4}\/\d\d\/\d\d\//, `/${year}/${month}/${day}/`);
}

function Where({ brief, isUpdate, path }: { brief: PublishBrief; isUpdate: boolean; path: string | null }) {
  return (
    <section aria-label="Publishing to">
      <h3>Publishing to</h3>
      <ul className={classes.where}>
        <li>
          <IconLink size={17} stroke={1.6} aria-hidden="true" />
          <span>Address</span>
          <span className={classes.path}>
            {path ?? (brief.kind === "PAGE" ? "set by the slug" : "set by the section")}
          </span>
        </li>
        {brief.kind === "PAGE" ? <PagePlaces /> : <StoryPlaces brief={brief} isUpdate={isUpdate} />}
      </ul>
    </section>
  );
}

/** Where readers find a page. */
const PagePlaces = () => (
  <li>
    <IconLayoutGrid size={17} stroke={1.6} aria-hidden="true" />
    <span>Foot of every page, site map</span>
    <span>automatically</span>
  </li>
);

function StoryPlaces({ brief, isUpdate }: { brief: PublishBrief; isUpdate: boolean }) {
  return (
    <>
      <li>
        <IconLayoutGrid size={17} stroke={1.6} aria-hidden="true" />
        <span>
          {brief.section?.name ?? "Section"}
          {brief.topics > 0 && ` and ${brief.topics} ${brief.topics === 1 ? "topic" : "topics"}`}, feeds
        </span>
        <span>automatically</span>
      </li>
      <li>
        <IconNews size={17} stroke={1.6} aria-hidden="true" />
        <span>Front page</span>
        <span>{isUpdate ? "keeps its position" : "with the latest stories"}</span>
      </li>
    </>
  );
}
