"use client";
import { Button, NumberInput, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { endTest, readTest, startTest } from "#lib/fronts/actions.ts";
import type { HeadlineTestView } from "#lib/fronts/headline-data.ts";
import type { HeadlineArm } from "#lib/fronts/headline-policy.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { useTimes } from "../newsroom-context.tsx";
import { useServerAction } from "../use-server-action.ts";
import classes from "./compose.module.css";
import { explainFront } from "./front-words.ts";

type Props = {
  front: string;
  story: string;
  headline: string;
  /** Puts a headline on the card of the draft. */
  onUse: (headline: string) => void;
  onChanged: () => void;
  onClose: () => void;
};

/** Starts a test of two headlines on a card, shows what it has counted, and proposes the winner. */
export function HeadlineTestDialog({ front, story, headline, onUse, onChanged, onClose }: Props) {
  const [found, setFound] = useState<HeadlineTestView | null>(null);
  const [isRead, setRead] = useState(false);
  const [second, setSecond] = useState("");
  const [hours, setHours] = useState(2);
  const [maxViews, setMaxViews] = useState(20_000);
  const start = useServerAction(startTest);
  const end = useServerAction(endTest);
  const failure = start.failure ?? end.failure;
  useEffect(() => {
    readTest({ front, story }).then(
      (result) => {
        if (result.ok) setFound(result.data);
        setRead(true);
      },
      () => setRead(true),
    );
  }, [front, story]);
  const done = () => {
    onChanged();
    onClose();
  };
  const isRunning = found?.isRunning === true;
  return (
    <Dialog opened onClose={onClose} title="Test headlines" size={560}>
      <form
        aria-label="Test headlines"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isRunning) start.send({ front, story, second, hours, maxViews }, done);
        }}
      >
        {found && <TestResult test={found} onUse={onUse} onClose={onClose} />}
        {isRead && !isRunning && (
          <>
            <p className={classes.about}>
              Readers of the live front see the present headline and the second one in turn, five minutes each. The
              story keeps its own headline.
            </p>
            <TextInput
              label="Second headline"
              data-autofocus
              required
              maxLength={300}
              description={`Now: ${headline}`}
              value={second}
              onChange={(event) => setSecond(event.currentTarget.value)}
              error={failure?.fields?.second}
            />
            <NumberInput
              label="Ends after, in hours"
              min={1}
              max={72}
              allowDecimal={false}
              value={hours}
              onChange={(value) => typeof value === "number" && setHours(value)}
            />
            <NumberInput
              label="Or after views of the front"
              min={100}
              max={10_000_000}
              allowDecimal={false}
              thousandSeparator=","
              value={maxViews}
              onChange={(value) => typeof value === "number" && setMaxViews(value)}
            />
          </>
        )}
        <div role="alert">
          {failure && !failure.fields && <p className={classes.problem}>{explainFront(failure)}</p>}
        </div>
        <DialogFoot>
          <Button onClick={onClose}>Close</Button>
          {isRunning ? (
            <Button loading={end.pending} onClick={() => end.send({ front, story }, done)}>
              End test
            </Button>
          ) : (
            <Button type="submit" variant="filled" loading={start.pending} disabled={!isRead}>
              Start test
            </Button>
          )}
        </DialogFoot>
      </form>
    </Dialog>
  );
}

type ResultProps = { test: HeadlineTestView; onUse: (headline: string) => void; onClose: () => void };

function TestResult({ test, onUse, onClose }: ResultProps) {
  const times = useTimes();
  const { isRunning, winner } = test;
  const rows: { arm: HeadlineArm; headline: string; views: number; clicks: number }[] = [
    { arm: "first", headline: test.first, views: test.firstViews, clicks: test.firstClicks },
    { arm: "second", headline: test.second, views: test.secondViews, clicks: test.secondClicks },
  ];
  return (
    <section className={classes.changes} aria-label="Result">
      <h3>
        {isRunning ? "Running until" : "Ended"} {times.full(new Date(test.endsAt))}
      </h3>
      <ul>
        {rows.map(({ arm, headline, views, clicks }) => (
          <li key={arm}>
            “{headline}”: {clicks.toLocaleString(times.language)} clicks of {views.toLocaleString(times.language)} views
            {views > 0 && ` (${((clicks / views) * 100).toFixed(1)} %)`}
            {winner === arm && " · clicked more often"}
          </li>
        ))}
      </ul>
      <p className={classes.about}>
        {winner
          ? "The difference is hardly chance."
          : isRunning
            ? "No clear difference yet. The counts are a minute old."
            : "No clear difference."}
      </p>
      {winner === "second" && (
        <Button
          size="compact-sm"
          onClick={() => {
            onUse(test.second);
            onClose();
          }}
        >
          Use the second headline on this card
        </Button>
      )}
    </section>
  );
}
