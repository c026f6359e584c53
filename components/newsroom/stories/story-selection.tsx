"use client";
import { Button } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { maxTakenDown } from "#lib/stories/publishing/take-down-policy.ts";
import { lazyPart } from "../lazy-part.tsx";
import { SelectionTools } from "../selection-tools.tsx";
import { type Selection, useSelection } from "../use-selection.ts";
import { countOfStories, type SelectableStory } from "./selectable-story.ts";
import classes from "./stories.module.css";

const TakeDownStories = lazyPart("The dialog", async () => (await import("./take-down-stories.tsx")).TakeDownStories);

const SelectionContext = createContext<Selection<SelectableStory> | null>(null);

type Props = {
  /** The address of the list: the selection ends where another list is shown. */
  list: string;
  /** Those that can be selected, in order. */
  stories: SelectableStory[];
  children: ReactNode;
};

/** The list with its selection: X and Space select the row with the focus. */
export function StorySelection({ list, stories, children }: Props) {
  const selection = useSelection(stories);
  const [isAsking, setAsking] = useState(false);
  const { items, toggle, selectAll, clear } = selection;
  const lastItem = items.at(-1)?.id;
  const lastRow = useRef<{ id: string; place: number }>(undefined);

  // Not by a `key`: a row of both lists stays the same element, or a click that has begun on it would be lost.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another list ends the selection
  useEffect(() => {
    lastRow.current = undefined;
    setAsking(false);
    clear();
  }, [list]);

  // The bar and the dialog are gone, and the focus with them: the keys of the list go on from the row that was selected last.
  useEffect(() => {
    if (lastItem) lastRow.current = { id: lastItem, place: rowIds().indexOf(lastItem) };
    else if (lastRow.current && !isAsking) focusRow(lastRow.current.id);
  }, [lastItem, isAsking]);

  // That row may leave the list, for example the one of published stories: they go on from the row in its place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows change with the stories
  useEffect(() => {
    const ids = rowIds();
    if (!lastRow.current || lastItem || ids.includes(lastRow.current.id)) return;
    focusRow(ids[Math.min(lastRow.current.place, ids.length - 1)]);
    lastRow.current = undefined;
  }, [stories, lastItem]);

  const onRow = (act: (story: SelectableStory) => void) => (event: KeyboardEvent) => {
    // Not the focus: a dialog that this key has just closed gave it back to the row.
    const pressedOn = event.target instanceof Element ? event.target.getAttribute("data-story") : null;
    const story = [...stories, ...items].find(({ id }) => id === pressedOn);
    if (!story) return;
    event.preventDefault();
    act(story);
  };
  const options = { preventDefault: false };
  useHotkeys([
    ["x", onRow(toggle), options],
    ["space", onRow(toggle), options],
    ["mod+A", onRow(selectAll), options],
    ["Escape", onRow(clear), options],
  ]);

  return (
    <SelectionContext value={selection}>
      {children}
      {items.length > 0 && (
        <SelectionTools
          name="Selected stories"
          count={countOfStories(items.length)}
          tooMany={items.length > maxTakenDown && `Select at most ${maxTakenDown} to take them down at once.`}
          clear={clear}
        >
          <Button color="var(--danger)" disabled={items.length > maxTakenDown} onClick={() => setAsking(true)}>
            Take down…
          </Button>
        </SelectionTools>
      )}
      {isAsking && <TakeDownStories selection={selection} onClose={() => setAsking(false)} />}
    </SelectionContext>
  );
}

const rowIds = (): string[] =>
  [...document.querySelectorAll<HTMLElement>("[data-story]")].map(({ dataset }) => dataset.story ?? "");

/** Focuses a row if nothing else has the focus. */
function focusRow(id: string | undefined): void {
  if (id && document.activeElement === document.body)
    document.querySelector<HTMLElement>(`[data-story="${id}"]`)?.focus();
}

/** The box of a row. A story that was selected keeps it when it can no longer be taken down, so that it can be deselected. */
export function SelectStory({ story, mayTakeDown }: { story: SelectableStory; mayTakeDown: boolean }) {
  const selection = useContext(SelectionContext);
  if (!selection || !(mayTakeDown || selection.has(story.id))) return null;
  return (
    <label className={classes.check}>
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={`Select ${story.headline || "a story without a headline"}`}
        checked={selection.has(story.id)}
        onChange={() => {}}
        onClick={(event) => {
          if (event.shiftKey) selection.extendTo(story);
          else selection.toggle(story);
          // The keys of the list go on from this row.
          event.currentTarget.closest("tr")?.querySelector<HTMLElement>("[data-story]")?.focus();
        }}
      />
    </label>
  );
}
