"use client";
import { Button, Textarea } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { assignmentSentence, flagNames, isOverdue } from "#components/newsroom/assignments/assignment-words.ts";
import { useAssignment } from "#components/newsroom/assignments/use-assignment.ts";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import { explainVerb } from "#components/newsroom/publish/explain-verb.ts";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import { VerbDialog } from "#components/newsroom/publish/verb-dialog.tsx";
import { useWallTime, WallQuestion } from "#components/newsroom/use-wall-time.tsx";
import * as actions from "#lib/assignments/actions.ts";
import { maxAnswer, maxBrief, maxPictureWish } from "#lib/assignments/schema.ts";
import type { FlagKind, StoryAssignment } from "#lib/assignments/types.ts";
import type { Result } from "#lib/errors.ts";
import type { Name, StoryStatus } from "#lib/stories/types.ts";
import { Fold } from "./fold.tsx";
import classes from "./panel.module.css";
import { Row } from "./rows.tsx";

type Props = { storyId: string; status: StoryStatus };

/** Who writes the story until when, what it is to become, and warnings about it. */
export function AssignmentRows({ storyId, status }: Props) {
  const times = useTimes();
  const [assignment, setAssignment] = useAssignment(storyId, status);
  const [problem, setProblem] = useState<string | null>(null);
  const [asking, setAsking] = useState<"accept" | "decline" | FlagKind | null>(null);
  if (!assignment) return null;

  const run = async (work: Promise<Result<StoryAssignment>>): Promise<void> => {
    setProblem(null);
    const answer = await work.catch(unreachable);
    if (answer.ok) setAssignment(answer.data);
    else setProblem(explainVerb(answer));
  };
  const done = (now: StoryAssignment) => {
    setAsking(null);
    setAssignment(now);
  };
  const { may } = assignment;
  const sentence = assignmentSentence(status, times);
  return (
    <Fold
      title="Assignment"
      isUsed={sentence !== null || assignment.brief !== "" || assignment.flags.length > 0 || assignment.state !== null}
      isAsking={problem !== null}
    >
      {sentence && (
        <p className={classes.hint} data-overdue={isOverdue(status) || undefined}>
          {sentence}
        </p>
      )}
      <Answer assignment={assignment} />
      {(may.claim || may.answer) && (
        <div className={classes.buttons}>
          {may.claim && (
            <Button size="compact-sm" onClick={() => void run(actions.claimStory({ storyId }))}>
              Claim
            </Button>
          )}
          {may.answer && (
            <>
              <Button size="compact-sm" variant="filled" onClick={() => setAsking("accept")}>
                Accept
              </Button>
              <Button size="compact-sm" onClick={() => setAsking("decline")}>
                Decline
              </Button>
            </>
          )}
        </div>
      )}
      <AssigneeRow
        assignment={assignment}
        choose={(personId) => void run(actions.assignStory({ storyId, personId }))}
      />
      <PlanRows storyId={storyId} assignment={assignment} onPlanned={setAssignment} />
      <FlagRows
        assignment={assignment}
        add={setAsking}
        remove={(kind) => void run(actions.removeFlag({ storyId, kind }))}
      />
      {problem && (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
      {(asking === "accept" || asking === "decline") && (
        <AnswerDialog storyId={storyId} accepts={asking === "accept"} onClose={() => setAsking(null)} onDone={done} />
      )}
      {(asking === "LEGAL" || asking === "SENSITIVE") && (
        <FlagDialog storyId={storyId} kind={asking} onClose={() => setAsking(null)} onDone={done} />
      )}
    </Fold>
  );
}

/** What the person who was asked has answered, while it matters. */
function Answer({ assignment: { person, state, answer } }: { assignment: StoryAssignment }) {
  if (state !== "DECLINED" && answer === "") return null;
  const verb = state === "DECLINED" ? "declined" : "accepted";
  return (
    <p className={classes.hint}>
      {person?.name} {verb}
      {answer ? `: “${answer}”` : "."}
    </p>
  );
}

function AssigneeRow({ assignment, choose }: { assignment: StoryAssignment; choose: (id: string | null) => void }) {
  const { person, state, may } = assignment;
  const [people, setPeople] = useState<Name[] | null>(null);
  useEffect(() => {
    if (may.assign)
      void actions
        .readAssignable({})
        .catch(unreachable)
        .then((answer) => answer.ok && setPeople(answer.data));
  }, [may.assign]);
  const has = state === "DECLINED" ? null : person;
  const options = people ?? [];
  return (
    <Row label="Assigned to">
      {(id) => (
        <select
          id={id}
          value={has?.id ?? ""}
          disabled={!may.assign}
          data-none={has === null || undefined}
          onChange={({ currentTarget }) => choose(currentTarget.value || null)}
        >
          <option value="">Nobody</option>
          {has && !options.some((one) => one.id === has.id) && <option value={has.id}>{has.name}</option>}
          {options.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      )}
    </Row>
  );
}

type Plan = Pick<StoryAssignment, "dueAt" | "brief" | "length" | "pictureWish">;

/** Each field is saved when it is left. What somebody else has written meanwhile is shown and never replaced unseen. */
function PlanRows(props: { storyId: string; assignment: StoryAssignment; onPlanned: (now: StoryAssignment) => void }) {
  const { storyId, assignment, onPlanned } = props;
  const { zone } = useTimes();
  const [problem, setProblem] = useState<{ field: keyof Plan; sentence: string } | null>(null);
  const [clash, setClash] = useState<keyof Plan | null>(null);
  const save = async <F extends keyof Plan>(field: F, value: Plan[F], seen: Plan[F]): Promise<boolean> => {
    setProblem(null);
    const answer = await actions
      .planStory({ storyId, changes: { [field]: value }, seen: { [field]: seen } })
      .catch(unreachable);
    if (answer.ok) {
      setClash(null);
      onPlanned(answer.data);
      return true;
    }
    if (answer.code !== "CHANGED_MEANWHILE") {
      setProblem({ field, sentence: explainVerb(answer) });
      return false;
    }
    const now = await actions.readAssignment({ storyId }).catch(unreachable);
    if (now.ok) onPlanned(now.data);
    setClash(field);
    return false;
  };
  const due = useWallTime(assignment.dueAt, (instant) => void save("dueAt", instant, assignment.dueAt));
  const shared = { assignment, save, clash, problem, endClash: () => setClash(null) };
  const disabled = !assignment.may.plan;
  return (
    <>
      <Row
        label="Due"
        hint={due.shown ? `${due.shown}.` : `Time zone: ${zone}.`}
        problem={problem?.field === "dueAt" ? problem.sentence : undefined}
      >
        {(id) => (
          <>
            <input
              id={id}
              type="datetime-local"
              disabled={disabled}
              data-none={due.wall === "" || undefined}
              aria-invalid={due.question !== null || undefined}
              value={due.wall}
              onChange={(event) => due.type(event.currentTarget.value)}
            />
            <WallQuestion question={due.question} />
          </>
        )}
      </Row>
      <PlanTextRow {...shared} label="Length" field="length" hint="In words." numeric />
      <PlanTextRow {...shared} label="Brief" field="brief" lines={3} max={maxBrief} />
      <PlanTextRow
        {...shared}
        label="Picture"
        field="pictureWish"
        max={maxPictureWish}
        hint="Which picture is wanted."
      />
    </>
  );
}

type PlanTextProps = {
  label: string;
  field: "brief" | "length" | "pictureWish";
  assignment: StoryAssignment;
  save: (field: keyof Plan, value: never, seen: never) => Promise<boolean>;
  /** The field that somebody else has changed meanwhile; `assignment` holds what they wrote. */
  clash: keyof Plan | null;
  endClash: () => void;
  problem: { field: keyof Plan; sentence: string } | null;
  hint?: string;
  max?: number;
  lines?: number;
  numeric?: boolean;
};

function PlanTextRow(props: PlanTextProps) {
  const { label, field, assignment, save, clash, endClash, problem, hint, max, lines = 1, numeric } = props;
  const stored = assignment[field];
  const shown = stored === null ? "" : String(stored);
  const [draft, setDraft] = useState<string | null>(null);
  const seen = useRef(stored);
  const text = draft ?? shown;
  const parsed = (typed: string) => (field === "length" ? (typed.trim() === "" ? null : Number(typed)) : typed.trim());
  const commit = async () => {
    if (draft === null) return;
    if (parsed(draft) === stored || (await save(field, parsed(draft) as never, seen.current as never))) setDraft(null);
  };
  const common = {
    value: text,
    maxLength: max,
    disabled: !assignment.may.plan,
    onFocus: () => {
      if (draft === null) seen.current = stored;
    },
    onChange: (event: { currentTarget: { value: string } }) => setDraft(event.currentTarget.value),
    onBlur: () => clash !== field && void commit(),
  };
  return (
    <Row label={label} hint={hint} problem={problem?.field === field ? problem.sentence : undefined}>
      {(id): ReactNode => (
        <>
          {lines > 1 ? (
            <textarea id={id} rows={lines} {...common} />
          ) : (
            <input
              id={id}
              type="text"
              {...(numeric && { inputMode: "numeric" as const })}
              {...common}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                void commit();
              }}
            />
          )}
          {clash === field && draft !== null && (
            <div className={classes.clash} role="alert">
              <b>Somebody changed this to {shown ? `“${shown}”` : "nothing"}</b>; keep yours?
              <div>
                <button
                  type="button"
                  onClick={() => {
                    seen.current = stored;
                    void commit();
                  }}
                >
                  Keep mine
                </button>
                <button
                  type="button"
                  onClick={() => {
                    endClash();
                    setDraft(null);
                  }}
                >
                  Take theirs
                </button>
              </div>
            </div>
          )}
        </>
      )}
    </Row>
  );
}

type FlagProps = { assignment: StoryAssignment; add: (kind: FlagKind) => void; remove: (kind: FlagKind) => void };

/** Warnings to everybody who handles the story, each with its reason. */
function FlagRows({ assignment: { flags, may }, add, remove }: FlagProps) {
  const times = useTimes();
  const free = (Object.keys(flagNames) as FlagKind[]).filter((kind) => !flags.some((flag) => flag.kind === kind));
  return (
    <>
      {flags.length > 0 && (
        <ul className={classes.flags} aria-label="Flags">
          {flags.map(({ kind, reason, by, at }) => (
            <li key={kind}>
              <span>
                <b>{flagNames[kind]}.</b> {reason}{" "}
                <small>
                  {by ?? "Galley"}, {times.full(new Date(at))}
                </small>
              </span>
              {may.removeFlag && (
                <button type="button" aria-label={`Remove the flag ${flagNames[kind]}`} onClick={() => remove(kind)}>
                  Remove
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {may.flag && free.length > 0 && (
        <div className={classes.buttons}>
          {free.map((kind) => (
            <Button key={kind} size="compact-sm" onClick={() => add(kind)}>
              {kind === "LEGAL" ? "Flag as legal" : "Flag as sensitive"}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

type DialogProps = { storyId: string; onClose: () => void; onDone: (now: StoryAssignment) => void };

function AnswerDialog({ storyId, accepts, ...rest }: DialogProps & { accepts: boolean }) {
  const [answer, setAnswer] = useState("");
  return (
    <VerbDialog
      title={accepts ? "Accept this assignment?" : "Decline this assignment?"}
      verb={accepts ? "Accept" : "Decline"}
      action={actions.answerAssignment}
      input={{ storyId, accepts, answer }}
      {...rest}
    >
      <Textarea
        autosize
        minRows={2}
        maxRows={6}
        maxLength={maxAnswer}
        data-autofocus
        label="A word to the person who asked"
        description="You can leave this empty."
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
      />
    </VerbDialog>
  );
}

function FlagDialog({ storyId, kind, ...rest }: DialogProps & { kind: FlagKind }) {
  const [reason, setReason] = useState("");
  return (
    <VerbDialog
      title={`Flag as ${flagNames[kind].toLowerCase()}`}
      verb="Flag"
      action={actions.flagStory}
      input={reason.trim() ? { storyId, kind, reason } : null}
      {...rest}
    >
      <Textarea
        autosize
        minRows={2}
        maxRows={6}
        maxLength={500}
        data-autofocus
        required
        label="Reason"
        description="Everybody who can read the story sees it. Publishing asks once more."
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </VerbDialog>
  );
}
