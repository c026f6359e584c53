"use client";
import { Button } from "@mantine/core";
import { Selection } from "@tiptap/pm/state";
import type { Editor } from "@tiptap/react";
import { findBlock } from "#lib/document/anchors.ts";
import { copyText } from "../copy-text.ts";
import { pasteByZone } from "../writing/paste.ts";
import { type Kept, sliceOf, wordsOf } from "./kept.ts";
import classes from "./saving.module.css";

type Props = { editor: Editor; kept: Kept; drop: (id: string) => void };

/** Own text that is not in the story. Nothing of it is lost: its author decides what to do with it. */
export function KeptAside({ editor, kept, drop }: Props) {
  const insert = () => {
    const slice = sliceOf(editor.state, kept);
    const { doc, tr } = editor.state;
    editor.view.dispatch(pasteByZone(tr, slice) ?? tr.replaceSelection(slice).scrollIntoView());
    editor.view.focus();
    // What cannot be inserted stays here.
    if (editor.state.doc !== doc) drop(kept.id);
  };
  const showPlace = () => {
    const block = findBlock(editor.state.doc, kept.blockId ?? "");
    if (!block) return;
    const caret = Selection.near(editor.state.doc.resolve(block.pos + block.node.nodeSize), -1);
    editor.view.dispatch(editor.state.tr.setSelection(caret).scrollIntoView());
    editor.view.focus();
  };
  const words = wordsOf(kept.text);
  const title = words === 0 ? "Kept aside: a picture" : `Kept aside: ${words === 1 ? "1 word" : `${words} words`}`;
  return (
    <section className={classes.kept} aria-label={title}>
      <h3>{title}</h3>
      <p className={classes.why}>
        {kept.refusal === undefined
          ? "Somebody deleted the paragraph while you were writing in it."
          : `This could not be saved: ${kept.refusal} Everything else is saved.`}
      </p>
      {kept.text !== "" && <blockquote>{kept.text}</blockquote>}
      <div>
        {kept.blockId && (
          <Button size="compact-sm" onClick={showPlace}>
            Show where it was
          </Button>
        )}
        {(kept.refusal === undefined || kept.text !== "") && (
          <Button size="compact-sm" onClick={insert}>
            {kept.refusal === undefined ? "Insert here" : "Insert words here"}
          </Button>
        )}
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

/** Announces unsaved changes to a text too old to be saved, until the writer has decided what to do with them. */
export const UnsentWaits = ({ compare }: { compare: () => void }) => (
  <section className={classes.kept} aria-label="Unsaved changes">
    <h3>You have unsaved changes</h3>
    <p className={classes.why}>The story has changed too much since then for them to be added automatically.</p>
    <div>
      <Button size="compact-sm" onClick={compare}>
        Compare with current version
      </Button>
    </div>
  </section>
);
