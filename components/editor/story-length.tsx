"use client";
import { Popover } from "@mantine/core";
import type { Editor } from "@tiptap/react";
import type { TextCounts } from "#lib/document/counts.ts";
import { budgetWords, countWordsOf, lengthWords } from "./length-words.ts";
import classes from "./story-screen.module.css";
import { useCounts } from "./use-counts.ts";

/** The length of the story and of the selection. A press shows characters and reading time. */
export function StoryLength({ editor, length }: { editor: Editor; length: number | null }) {
  const counts = useCounts(editor);
  if (!counts) return <span className={classes.words} />;
  const { story, selection } = counts;
  const budget = budgetWords(story.words, length);
  return (
    <Popover position="bottom-start" withinPortal shadow="md">
      <Popover.Target>
        <button type="button" className={`${classes.words} ${classes.length}`} aria-haspopup="dialog">
          <span>{lengthWords(story.words, selection?.words ?? null)}</span>
          {budget && <span data-over={budget.isOver || undefined}>{budget.text}</span>}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.lengthList ?? ""} aria-label="Length">
        {selection && <Counts title="Selection" counts={selection} />}
        <Counts title="Story" counts={story} />
        {length !== null && <p>Asked for: {lengthWords(length, null)}</p>}
      </Popover.Dropdown>
    </Popover>
  );
}

const Counts = ({ title, counts }: { title: string; counts: TextCounts }) => (
  <div>
    <b>{title}</b>
    <ul>
      {countWordsOf(counts).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </div>
);
