"use client";
import { ActionIcon, Button } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconChevronLeft } from "@tabler/icons-react";
import type { Editor } from "@tiptap/core";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Confirm } from "#components/newsroom/dialog.tsx";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import { Problem } from "#components/newsroom/problem.tsx";
import type { BlockChange, Comparison } from "#lib/document/compare.ts";
import { directionOf } from "#lib/times.ts";
import type { Lookup } from "../lookup.ts";
import { ChangeAct, ChangeRow } from "./change-row.tsx";
import classes from "./comparison.module.css";
import { FieldRows } from "./field-rows.tsx";
import { Fold } from "./fold.tsx";
import { choiceOf, sizeWords } from "./revision-words.ts";
import { useBlockTaking } from "./use-block-taking.ts";
import { type Side, type Sides, useComparison } from "./use-comparison.ts";
import type { History } from "./use-history.ts";
import type { Restore } from "./use-restore.tsx";

type Props = {
  editor: Editor;
  lookup: Lookup;
  storyId: string;
  history: History;
  sides: Sides;
  choose: (sides: Sides) => void;
  /** Null for people who may not restore. */
  restore: Restore | null;
  close: () => void;
};

/** Compares two versions of the story in place of its text, and restores all or part of the earlier one. */
export function ComparisonView({ editor, lookup, storyId, history, sides, choose, restore, close }: Props) {
  const { comparison, before, after, names, failure } = useComparison(editor, lookup, storyId, sides);
  const taking = useBlockTaking(editor, names);
  const heading = useRef<HTMLHeadingElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const [asking, setAsking] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: who chooses others reads them from the top
  useEffect(() => heading.current?.focus({ preventScroll: true }), [sides.from, sides.to]);

  const walk = (by: 1 | -1) => {
    const all = [...(rows.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const here = all.findIndex((row) => row.contains(document.activeElement));
    const next = here < 0 ? (by > 0 ? all[0] : all.at(-1)) : all[here + by];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "center" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = ({ j: 1, k: -1 } as const)[event.key.toLowerCase()];
    if (!by || event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLSelectElement) return;
    event.preventDefault();
    walk(by);
  };
  const sourceOf = (block: BlockChange) => (block.before ? before : sides.to === "copy" ? null : after);
  const take = (block: BlockChange) => {
    const source = sourceOf(block);
    if (!source || !taking.take(source, block)) return;
    heading.current?.focus({ preventScroll: true });
  };
  const doc = after ?? before;
  const language = String(doc?.attrs.language ?? "en");

  return (
    <section className={classes.comparison} aria-label="Comparison" onKeyDown={onKeyDown}>
      <header className={classes.head}>
        <Button
          variant="subtle"
          px={8}
          className={classes.back ?? ""}
          leftSection={<IconChevronLeft size={16} aria-hidden="true" />}
          onClick={close}
        >
          Back to writing
        </Button>
        <div className={classes.title}>
          <h1 ref={heading} tabIndex={-1}>
            {sides.to === "copy"
              ? `Changes since revision ${sides.from}`
              : `Changes from revision ${sides.from} to ${sides.to}`}
          </h1>
          <p role="status">
            {taking.said} {comparison ? summaryOf(comparison) : failure ? "" : "Loading both versions…"}
          </p>
        </div>
        <SidesChoice history={history} sides={sides} choose={choose} />
        <div className={classes.acts}>
          <ActionIcon aria-label="Previous change" title="Previous change (K)" onClick={() => walk(-1)}>
            <IconArrowUp size={17} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon aria-label="Next change" title="Next change (J)" onClick={() => walk(1)}>
            <IconArrowDown size={17} aria-hidden="true" />
          </ActionIcon>
          {restore && <Button onClick={() => setAsking(true)}>Restore revision {sides.from}</Button>}
        </div>
      </header>
      <Problem failure={failure} />
      {comparison && (
        <div ref={rows} className={classes.rows} lang={language} dir={directionOf(language)}>
          <FieldRows fields={comparison.fields} names={names} />
          {comparison.entries.map((entry) =>
            entry.kind === "fold" ? (
              <Fold key={`fold ${entry.blocks[0]?.key}`} blocks={entry.blocks} names={names} />
            ) : (
              <ChangeRow
                key={`${entry.kind} ${entry.key}`}
                block={entry}
                names={names}
                acts={
                  taking.offers(entry, sourceOf(entry)) && (
                    <ChangeAct label={wordFor(entry)} onClick={() => take(entry)} />
                  )
                }
              />
            ),
          )}
        </div>
      )}
      {restore && (
        <Confirm
          opened={asking}
          onClose={() => {
            setAsking(false);
            restore.clear();
          }}
          question={`Restore revision ${sides.from}?`}
          verb="Restore"
          pending={restore.pending}
          failure={restore.failure}
          onConfirm={() => {
            void restore.restore(sides.from).then((isDone) => {
              if (!isDone) return;
              setAsking(false);
              close();
            });
          }}
        >
          Text, details and pictures will go back to this revision. The current version is kept in the history, so you
          can undo this. Readers see no change until the story is published.
        </Confirm>
      )}
    </section>
  );
}

/** In zones such as the headline the earlier text replaces the current one; an earlier block of the body is inserted next to the current one. */
function wordFor({ zone, kind }: BlockChange): string {
  if (kind === "takenOut" || kind === "added") return "Restore this block";
  return zone === "body" ? "Restore the earlier block" : "Restore the earlier text";
}

function summaryOf({ changes, words }: Comparison): string {
  if (changes === 0) return "No changes.";
  const count = changes === 1 ? "1 change" : `${changes.toLocaleString("en-GB")} changes`;
  return `${count}, ${sizeWords(words)}`;
}

type ChoiceProps = { history: History; sides: Sides; choose: (sides: Sides) => void };
/** Chooses the two versions to compare. */
function SidesChoice({ history, sides, choose }: ChoiceProps) {
  const times = useTimes();
  const id = useId();
  const options = (history.revisions ?? []).map((revision) => (
    <option key={revision.number} value={revision.number}>
      {choiceOf(revision, times)}
    </option>
  ));
  const missing = (side: Side) =>
    side !== "copy" &&
    !history.revisions?.some(({ number }) => number === side) && <option value={side}>Revision {side}</option>;
  const sideOf = (value: string): Side => (value === "copy" ? "copy" : Number(value));
  return (
    <div className={classes.sides}>
      <label htmlFor={`${id}-from`}>From</label>
      <select
        id={`${id}-from`}
        value={sides.from}
        onChange={({ currentTarget }) => choose({ ...sides, from: Number(currentTarget.value) })}
      >
        {missing(sides.from)}
        {options}
      </select>
      <label htmlFor={`${id}-to`}>to</label>
      <select
        id={`${id}-to`}
        value={sides.to}
        onChange={({ currentTarget }) => choose({ ...sides, to: sideOf(currentTarget.value) })}
      >
        <option value="copy">current version</option>
        {missing(sides.to)}
        {options}
      </select>
    </div>
  );
}
