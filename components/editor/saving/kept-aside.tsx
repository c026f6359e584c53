"use client";
import { Button } from "@mantine/core";
import { Selection, type Transaction } from "@tiptap/pm/state";
import { type Editor, useEditorState } from "@tiptap/react";
import { useContext } from "react";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import { findBlock } from "#lib/document/anchors.ts";
import { copyText } from "../copy-text.ts";
import { PanelContext } from "../panel/panel-context.ts";
import { pasteByZone } from "../writing/paste.ts";
import { type Kept, sliceOf, wordsOf } from "./kept.ts";
import classes from "./saving.module.css";
import { keepBoth, keepMine, wordsOfVersions } from "./versions.ts";

type Props = { editor: Editor; kept: Kept; drop: (id: string) => void };

/** Own text that is not in the story. Nothing of it is lost: its author decides what to do with it. */
export function KeptAside(props: Props) {
  const { editor, kept, drop } = props;
  const words = wordsOf(kept.text);
  const title = words === 0 ? "Kept aside: a picture" : `Kept aside: ${words === 1 ? "1 word" : `${words} words`}`;
  const showPlace = () => {
    const block = findBlock(editor.state.doc, kept.blockId ?? "");
    if (!block) return;
    const caret = Selection.near(editor.state.doc.resolve(block.pos + block.node.nodeSize), -1);
    editor.view.dispatch(editor.state.tr.setSelection(caret).scrollIntoView());
    editor.view.focus();
  };
  return (
    <section className={classes.kept} aria-label={title} tabIndex={-1}>
      <h3>{title}</h3>
      {kept.mine ? <Versions {...props} /> : <Words {...props} />}
      <div>
        {kept.blockId && (
          <Button size="compact-sm" variant="subtle" onClick={showPlace}>
            Show where it was
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" onClick={() => copyText(kept.text)}>
          Copy
        </Button>
        {!kept.mine && (
          <Button size="compact-sm" variant="subtle" color="red" onClick={() => drop(kept.id)}>
            Discard
          </Button>
        )}
      </div>
    </section>
  );
}

/** Both versions of a place that a colleague changed, each with its writer and time. Nothing is dropped without a choice. */
function Versions({ editor, kept, drop }: Props) {
  const { nameOf } = useContext(PanelContext);
  const times = useTimes();
  const { mine, theirs } = useEditorState({
    editor,
    selector: ({ editor: { state } }) => wordsOfVersions(state, kept),
    equalityFn: (a, b) => a.mine === b?.mine && a.theirs === b?.theirs,
  });
  const at = times.full(new Date(kept.at));
  const name = nameOf(kept.by ?? null);
  const decide = (tr: Transaction | null) => {
    if (!tr) return insertHere(editor, kept, drop);
    const { doc } = editor.state;
    editor.view.dispatch(tr);
    editor.view.focus();
    // What cannot be inserted stays here.
    if (editor.state.doc !== doc) drop(kept.id);
  };
  return (
    <>
      <p className={classes.why}>
        {theirs === null ? `${name} deleted the text in which you were writing.` : "Two people changed the same place."}
      </p>
      <dl className={classes.versions}>
        <Version name="Yours" at={at} text={mine} />
        <Version name={name} at={at} text={theirs ?? "Deleted"} />
      </dl>
      <div>
        {editor.isEditable && (
          <Button size="compact-sm" onClick={() => decide(keepMine(editor.state, kept))}>
            Keep mine
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={() => drop(kept.id)}>
          Keep theirs
        </Button>
        {editor.isEditable && theirs !== null && (
          <Button size="compact-sm" variant="default" onClick={() => decide(keepBoth(editor.state, kept))}>
            Keep both
          </Button>
        )}
      </div>
    </>
  );
}

/** What one person wrote, and when. */
export const Version = ({ name, at, text }: { name: string; at: string; text: string }) => (
  <div>
    <dt>
      <b>{name}</b> {at}
    </dt>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, also by keyboard */}
    <dd tabIndex={0}>{text}</dd>
  </div>
);

function insertHere(editor: Editor, kept: Kept, drop: (id: string) => void): void {
  const slice = sliceOf(editor.state, kept);
  const { doc, tr } = editor.state;
  editor.view.dispatch(pasteByZone(tr, slice) ?? tr.replaceSelection(slice).scrollIntoView());
  editor.view.focus();
  if (editor.state.doc !== doc) drop(kept.id);
}

/** Words without another version: the server refused them, or an earlier release kept them. */
function Words({ editor, kept, drop }: Props) {
  const isRefused = kept.refusal !== undefined;
  return (
    <>
      <p className={classes.why}>
        {isRefused
          ? `This could not be saved: ${kept.refusal} Everything else is saved.`
          : "These words have no place in the story any more."}
      </p>
      {kept.text !== "" && <blockquote>{kept.text}</blockquote>}
      {editor.isEditable && (!isRefused || kept.text !== "") && (
        <div>
          <Button size="compact-sm" onClick={() => insertHere(editor, kept, drop)}>
            {isRefused ? "Insert words here" : "Insert here"}
          </Button>
        </div>
      )}
    </>
  );
}
