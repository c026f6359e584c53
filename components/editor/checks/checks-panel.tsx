"use client";
import { Button } from "@mantine/core";
import { IconAlertCircle, IconAlertTriangle } from "@tabler/icons-react";
import type { Editor } from "@tiptap/react";
import { memo, useEffect, useRef, useState } from "react";
import { Problem } from "#components/newsroom/problem.tsx";
import { wordsOfCheck } from "#components/newsroom/publish/check-words.ts";
import type { Kind } from "#lib/document/fields.ts";
import classes from "./checks.module.css";
import { type ShownFinding, useChecks } from "./use-checks.ts";

type Props = {
  storyId: string;
  editor: Editor;
  kind: Kind;
  /** On a narrow screen the panel covers the text. */
  closePanel: () => void;
};

/** Rows that are shown at first and with each request for more: thousands would make each key in the text slow. */
const rowsAtOnce = 20;

/** What an editor would ask about the text as it is now. Memoised, because the screen is rendered again at each save. */
export const ChecksPanel = memo(function ChecksPanel({ storyId, editor, kind, closePanel }: Props) {
  const checks = useChecks(editor, storyId, kind);
  const { findings, ignoredCount } = checks;
  const list = useRef<HTMLOListElement>(null);
  const [shownCount, setShownCount] = useState(rowsAtOnce);
  const hiddenCount = Math.max(0, (findings?.length ?? 0) - shownCount);
  const showMore = () => {
    settled.current = shownCount;
    setShownCount(shownCount + rowsAtOnce);
  };
  const blocking = findings?.filter(({ severity }) => severity === "BLOCK").length ?? 0;
  const settled = useRef<number | null>(null);
  const settle = (index: number, act: () => void) => {
    settled.current = index;
    act();
  };
  // When a finding is settled, the focus moves on to the next one. A replacement is found to be settled by the next check. After
  // "Show more" the focus moves to the first of the new rows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the list is another one
  useEffect(() => {
    const index = settled.current;
    if (index === null) return;
    settled.current = null;
    const left = [...(list.current?.querySelectorAll<HTMLButtonElement>("button[data-go]") ?? [])];
    (left[Math.min(index, left.length - 1)] ?? tabOf(list.current))?.focus();
  }, [findings?.length, shownCount]);
  return (
    <div className={classes.checks}>
      <p className={classes.summary} role="status">
        {findings === null ? "Checking the text …" : summary(findings.length, blocking)}
      </p>
      <Problem failure={checks.failure} />
      <ol ref={list} aria-label="Checks">
        {findings?.slice(0, shownCount).map((finding, index) => (
          <Row
            key={keyOf(finding, index)}
            finding={finding}
            onGo={() => {
              closePanel();
              checks.go(finding);
            }}
            onAccept={() => settle(index, () => checks.accept(finding))}
            onIgnore={() => settle(index, () => checks.ignore(finding))}
          />
        ))}
      </ol>
      {hiddenCount > 0 && (
        <Button variant="default" onClick={showMore}>
          {hiddenCount > rowsAtOnce ? `Show ${rowsAtOnce} more of ${hiddenCount}` : `Show ${hiddenCount} more`}
        </Button>
      )}
      {ignoredCount > 0 && (
        <p className={classes.ignored}>
          {ignoredCount === 1 ? "1 finding is ignored." : `${ignoredCount} findings are ignored.`}{" "}
          <Button size="compact-xs" onClick={checks.restore}>
            Check them again
          </Button>
        </p>
      )}
    </div>
  );
});

const tabOf = (element: Element | null): HTMLElement | null =>
  document.getElementById(element?.closest("[role=tabpanel]")?.getAttribute("aria-labelledby") ?? "");

const keyOf = ({ code, block, words, style }: ShownFinding, index: number): string =>
  JSON.stringify([code, block, words, style, index]);

function summary(count: number, blocking: number): string {
  if (count === 0) return "Nothing to ask about.";
  const found = count === 1 ? "1 finding" : `${count} findings`;
  return blocking === 0
    ? `${found}.`
    : `${found}, of which ${blocking} ${blocking === 1 ? "blocks" : "block"} publishing.`;
}

type RowProps = { finding: ShownFinding; onGo: () => void; onAccept: () => void; onIgnore: () => void };

function Row({ finding, onGo, onAccept, onIgnore }: RowProps) {
  const { title, why, link } = wordsOfCheck(finding);
  const isBlocking = finding.severity === "BLOCK";
  const Icon = isBlocking ? IconAlertCircle : IconAlertTriangle;
  const canAccept = finding.replacement !== undefined;
  return (
    <li data-severity={finding.severity}>
      <Icon size={17} stroke={1.7} aria-hidden="true" />
      <div>
        <b>
          {isBlocking && <span className="vh">Blocks publishing: </span>}
          {title}
        </b>
        {why && <p>{why}</p>}
        <div className={classes.verbs}>
          {canAccept && (
            <Button size="compact-sm" variant="default" onClick={onAccept} aria-label={`Replace: ${title}`}>
              Replace
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" data-go="" onClick={onGo} aria-label={`${link}: ${title}`}>
            {link}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={onIgnore} aria-label={`Ignore here: ${title}`}>
            Ignore here
          </Button>
        </div>
      </div>
    </li>
  );
}
