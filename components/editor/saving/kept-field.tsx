"use client";
import { Button } from "@mantine/core";
import { type Editor, useEditorState } from "@tiptap/react";
import { useContext, useEffect } from "react";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import { findBlock } from "#lib/document/anchors.ts";
import { describeField, isScalarField } from "#lib/document/fields.ts";
import { isPicture } from "#lib/document/nodes.ts";
import { copyText } from "../copy-text.ts";
import { attributeWords } from "../history/change-words.ts";
import { knownNames } from "../history/known-names.ts";
import type { Lookup } from "../lookup.ts";
import { readField, setField } from "../panel/field-steps.ts";
import { PanelContext } from "../panel/panel-context.ts";
import { Version } from "./kept-aside.tsx";
import type { LostField } from "./lost-field.ts";
import classes from "./saving.module.css";

type Props = { editor: Editor; lookup: Lookup; lost: LostField; drop: (lost: LostField) => void };

/** The fields of a picture that the panel has rows for; these ask below the row. */
const inPanel: readonly string[] = ["alt", "decorative", "crop"];

/** Whether the question about a field is below its row of the panel. */
function hasRow(editor: Editor, { node, field }: LostField): boolean {
  if (node === null) return isScalarField(field);
  const block = findBlock(editor.state.doc, node);
  return block !== null && isPicture(block.node) && inPanel.includes(field);
}

/** Both values of a setting of a block that two people changed, such as the address of an embed. */
export function KeptField({ editor, lookup, lost, drop }: Props) {
  const { nameOf } = useContext(PanelContext);
  const times = useTimes();
  const { node, field, mine } = lost;
  const now = useEditorState({
    editor,
    selector: ({ editor: { state } }) => ({
      theirs: readField(state.doc, { node, field }),
      isGone: node !== null && findBlock(state.doc, node) === null,
    }),
  });
  const isSettled = !now.isGone && now.theirs === mine;
  useEffect(() => {
    if (isSettled) drop(lost);
  }, [isSettled, lost, drop]);
  if (isSettled || hasRow(editor, lost)) return null;
  const words = attributeWords({ name: field, before: mine, after: now.theirs }, knownNames(lookup, []));
  const label = words?.label ?? (node === null && isScalarField(field) ? describeField(field).name : "Setting");
  const say = (value: string | undefined, plain: unknown) =>
    (value ?? (plain === null ? "" : String(plain))) || "Nothing";
  const [own, theirs] = [say(words?.before, mine), say(words?.after, now.theirs)];
  const at = times.full(new Date(lost.at));
  const name = nameOf(lost.personId);
  const keep = () => {
    const tr = setField(editor.state, { node, field }, mine);
    if (tr) editor.view.dispatch(tr);
    drop(lost);
    editor.view.focus();
  };
  return (
    <section className={classes.kept} aria-label={`Kept aside: ${label}`} tabIndex={-1}>
      <h3>Kept aside: {label}</h3>
      <p className={classes.why}>
        {lost.refusal !== undefined
          ? `This could not be saved: ${lost.refusal}`
          : now.isGone
            ? `${name} deleted the block while you were changing it.`
            : "Two people changed this at the same time."}
      </p>
      <dl className={classes.versions}>
        <Version name="Yours" at={at} text={own} />
        {lost.refusal === undefined && <Version name={name} at={at} text={now.isGone ? "Deleted" : theirs} />}
      </dl>
      <div>
        {editor.isEditable && !now.isGone && lost.refusal === undefined && (
          <Button size="compact-sm" onClick={keep}>
            Keep mine
          </Button>
        )}
        {(now.isGone || lost.refusal !== undefined) && (
          <Button size="compact-sm" onClick={() => copyText(own)}>
            Copy
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={() => drop(lost)}>
          {lost.refusal === undefined ? "Keep theirs" : "Discard"}
        </Button>
      </div>
    </section>
  );
}
