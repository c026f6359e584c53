"use client";
import { Button, Textarea } from "@mantine/core";
import { useEffect, useState } from "react";
import { assignmentSentence, flagNames, isOverdue } from "#components/newsroom/assignments/assignment-words.ts";
import { type AssignmentFacts, useAssignment } from "#components/newsroom/assignments/use-assignment.ts";
import { keepReading } from "#components/newsroom/keep-reading.ts";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import { explainVerb } from "#components/newsroom/publish/explain-verb.ts";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import { VerbDialog } from "#components/newsroom/publish/verb-dialog.tsx";
import * as actions from "#lib/assignments/actions.ts";
import { maxAnswer, maxReason } from "#lib/assignments/policy.ts";
import type { Assignable, FlagKind, StoryAssignment } from "#lib/assignments/types.ts";
import type { Result } from "#lib/errors.ts";
import { Fold } from "./fold.tsx";
import classes from "./panel.module.css";
import { PlanRows } from "./plan-rows.tsx";
import { Row } from "./rows.tsx";

type Props = { storyId: string; status: AssignmentFacts };

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
    if (answer.ok) return setAssignment(answer.data);
    setProblem(explainVerb(answer));
    if (answer.code !== "CHANGED_MEANWHILE" && answer.code !== "WRONG_STATE") return;
    const now = await actions.readAssignment({ storyId }).catch(unreachable);
    if (now.ok) setAssignment(now.data);
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
        choose={(personId, seen) => void run(actions.assignStory({ storyId, personId, seen }))}
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
        <AnswerDialog
          storyId={storyId}
          accepts={asking === "accept"}
          to={assignment.assignedBy}
          onClose={() => setAsking(null)}
          onDone={done}
        />
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

/** @param seen who had the story when the person chose */
type Choose = (personId: string | null, seen: string | null) => void;

function AssigneeRow({ assignment, choose }: { assignment: StoryAssignment; choose: Choose }) {
  const { person, state, may } = assignment;
  const [people, setPeople] = useState<Assignable[] | null>(null);
  useEffect(() => {
    if (may.assign) return keepReading(() => actions.readAssignable({}), setPeople);
    return undefined;
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
          onChange={({ currentTarget }) => choose(currentTarget.value || null, has?.id ?? null)}
        >
          <option value="">Nobody</option>
          {has && !options.some((one) => one.id === has.id) && <option value={has.id}>{has.name}</option>}
          {options.map((one) => (
            <option key={one.id} value={one.id}>
              {one.label}
            </option>
          ))}
        </select>
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

function AnswerDialog({ storyId, accepts, to, ...rest }: DialogProps & { accepts: boolean; to: string | null }) {
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
        label={to ? `Note to ${to}` : "Note"}
        description="Optional."
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
        maxLength={maxReason}
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
