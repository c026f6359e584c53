"use client";
import { Button } from "@mantine/core";
import type { Editor } from "@tiptap/react";
import { copyText } from "../copy-text.ts";
import { pasteByZone } from "../writing/paste.ts";
import { type Kept, sliceOf, wordsOf } from "./kept.ts";
import classes from "./saving.module.css";

type Props = { editor: Editor; kept: Kept; drop: (id: string) => void };

/** Text of ours whose place a colleague deleted: nothing of it is lost, its author says what becomes of it. */
export function KeptAside({ editor, kept, drop }: Props) {
  const insert = () => {
    const slice = sliceOf(editor.state, kept);
    const { tr } = editor.state;
    editor.view.dispatch(pasteByZone(tr, slice) ?? tr.replaceSelection(slice).scrollIntoView());
    editor.view.focus();
    drop(kept.id);
  };
  const words = wordsOf(kept.text);
  const title = words === 0 ? "Kept aside: a picture" : `Kept aside: ${words === 1 ? "1 word" : `${words} words`}`;
  return (
    <section className={classes.kept} aria-label={title}>
      <h3>{title}</h3>
      <p className={classes.why}>Somebody deleted the place that you were writing in, at the same moment.</p>
      {kept.text !== "" && <blockquote>{kept.text}</blockquote>}
      <div>
        <Button size="compact-sm" onClick={insert}>
          Insert here
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => copyText(kept.text)}>
          Copy
        </Button>
        <Button size="compact-sm" variant="subtle" color="red" onClick={() => drop(kept.id)}>
          Discard
        </Button>
      </div>
    </section>
  );
}

/** Unsent work on a text that was too old to be saved: it waits until its author decides what becomes of it. */
export const UnsentWaits = ({ compare }: { compare: () => void }) => (
  <section className={classes.kept} aria-label="Unsent work">
    <h3>Unsent work waits for you</h3>
    <p className={classes.why}>It was written on a text that has changed since for longer than changes are kept.</p>
    <div>
      <Button size="compact-sm" onClick={compare}>
        Compare with today’s text
      </Button>
    </div>
  </section>
);
