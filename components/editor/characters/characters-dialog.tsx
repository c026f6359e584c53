"use client";
import { TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { useState } from "react";
import { Dialog } from "#components/newsroom/dialog.tsx";
import { ownEvent } from "../saving/undo-events.ts";
import { findCharacters } from "./character-list.ts";
import classes from "./characters.module.css";

export type CharactersDialogProps = { editor: Editor; close: () => void };

/** Inserts a character that is not on the keyboard. */
export function CharactersDialog({ editor, close }: CharactersDialogProps) {
  const [query, setQuery] = useState("");
  const found = findCharacters(query);
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
  return (
    <Dialog opened onClose={end} title="Special character" size={520}>
      <TextInput
        data-autofocus
        type="search"
        label="Find by name or code"
        placeholder="euro, dash, e acute, U+2013"
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          const first = found[0];
          if (event.key === "Enter" && first && query.trim() !== "" && !event.nativeEvent.isComposing)
            insert(first.sign);
        }}
      />
      <section className={classes.grid} aria-label="Characters">
        {found.map(({ sign, name, shown }) => (
          <button key={sign} type="button" title={name} aria-label={name} onClick={() => insert(sign)}>
            {shown.length > 2 ? <small>{shown}</small> : shown}
          </button>
        ))}
      </section>
      {found.length === 0 && <p className="dim">No such character found.</p>}
    </Dialog>
  );
}
