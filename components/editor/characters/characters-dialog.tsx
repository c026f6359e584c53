"use client";
import { TextInput, VisuallyHidden } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { type KeyboardEvent, useRef, useState } from "react";
import { Dialog } from "#components/newsroom/dialog.tsx";
import { ownEvent } from "../saving/undo-events.ts";
import { codeOf, findCharacters } from "./character-list.ts";
import classes from "./characters.module.css";

export type CharactersDialogProps = { editor: Editor; close: () => void };

/** Where an arrow key leads in the grid of characters; null for another key, or at an edge. */
function nextButton(grid: HTMLElement, from: HTMLElement, key: string): HTMLElement | null {
  const buttons = [...grid.querySelectorAll("button")];
  const index = buttons.indexOf(from as HTMLButtonElement);
  const columns = buttons.filter(({ offsetTop }) => offsetTop === buttons[0]?.offsetTop).length;
  const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };
  const step = steps[key];
  return step === undefined ? null : (buttons[index + step] ?? null);
}

/** Inserts a character that is not on the keyboard. */
export function CharactersDialog({ editor, close }: CharactersDialogProps) {
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const grid = useRef<HTMLElement>(null);
  const found = findCharacters(query);
  const current = found.find(({ sign }) => sign === chosen) ?? found[0];
  /** What Enter inserts. Nothing before a name was typed or a character was reached by keys. */
  const marked = chosen !== null || query.trim() !== "" ? current : undefined;
  const end = () => {
    close();
    editor.view.focus();
  };
  const insert = (sign: string) => {
    // Typing over a selected picture would replace it.
    if (editor.state.selection instanceof TextSelection)
      editor.view.dispatch(ownEvent(editor.state.tr).insertText(sign).scrollIntoView());
    else notifications.show({ message: "Put the cursor into a text, then insert the character." });
    end();
  };
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const next = nextButton(event.currentTarget, event.target as HTMLElement, event.key);
    if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
    next?.focus();
  };
  return (
    <Dialog opened onClose={end} title="Special character" size={520}>
      <TextInput
        data-autofocus
        type="search"
        label="Find by name or code"
        placeholder="euro, dash, e acute, U+2013"
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setChosen(null);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter" && marked) insert(marked.sign);
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          grid.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus();
        }}
      />
      <section ref={grid} className={classes.grid} aria-label="Characters" onKeyDown={move}>
        {found.map(({ sign, name, shown }) => (
          <button
            key={sign}
            type="button"
            tabIndex={sign === current?.sign ? 0 : -1}
            title={name}
            aria-label={name}
            data-current={sign === marked?.sign ? "" : undefined}
            onFocus={() => setChosen(sign)}
            onClick={() => insert(sign)}
          >
            {shown.length > 2 ? <small>{shown}</small> : shown}
          </button>
        ))}
      </section>
      <p className={classes.name} aria-hidden="true">
        {found.length === 0
          ? "No character of this name or code."
          : marked
            ? [...new Set([marked.name, codeOf(marked.sign)])].join(" · ")
            : "Type a part of a name, or use the arrow keys."}
      </p>
      <VisuallyHidden role="status">{found.length === 0 ? "No character of this name or code." : ""}</VisuallyHidden>
    </Dialog>
  );
}
