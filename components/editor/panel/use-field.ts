"use client";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { useContext, useEffect, useRef, useState } from "react";
import { storable } from "#lib/document/characters.ts";
import { describeField, type ScalarFieldName } from "#lib/document/fields.ts";
import type { FieldValue } from "#lib/document/steps.ts";
import { commitFieldsEvent } from "../saving/save-key.ts";
import { takesFields } from "../suggesting/mode.ts";
import { type FieldPlace, mayHold, readField, setField } from "./field-steps.ts";
import { PanelContext } from "./panel-context.ts";

/** Delay in milliseconds after the last key. */
const pause = 800;

export type Clash = {
  /** The current value of the field. */
  theirs: FieldValue;
  /** The value of this person. */
  mine: FieldValue;
  /** The person who changed it, and when, if that is known. */
  who: string;
  at: string | null;
  keepMine: () => void;
  takeTheirs: () => void;
};

export type Field = {
  /** The value to show: unsaved input, else the stored value. */
  value: FieldValue;
  /** Sets the input, which is stored after a delay, or at once with `commit`. */
  type: (value: FieldValue) => void;
  commit: () => void;
  /** Sets and stores the input at once. */
  set: (value: FieldValue) => void;
  clash: Clash | null;
  /** Whether the server refused the value. */
  refusal: { sentence: string; close: () => void } | null;
  invalid: boolean;
  disabled: boolean;
};

/** A field of the story itself, with its label and maximum length. */
export type StoryField = Field & { label: string; max: number };
export function useScalar(editor: Editor, field: ScalarFieldName): StoryField {
  const { name, max } = describeField(field);
  return { ...useField(editor, { node: null, field }), label: name, max };
}

/**
 * One field of the panel. A colleague's change never replaces the person's input, and the input never replaces that change
 * without asking: the person sees both and chooses.
 */
export function useField(editor: Editor, place: FieldPlace): Field {
  const { node, field } = place;
  const { lostFields, dropLostField, keepField, whoSet, nameOf } = useContext(PanelContext);
  const stored = useEditorState({ editor, selector: ({ editor: now }) => readField(now.state.doc, { node, field }) });
  const editable = useEditorState({ editor, selector: ({ editor: now }) => takesFields(now) });
  const [draft, setDraft] = useState<{ base: FieldValue; value: FieldValue } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const lost = lostFields.find((one) => one.node === node && one.field === field);

  const put = (value: FieldValue) => {
    clearTimeout(timer.current);
    const tr = setField(editor.state, { node, field }, value);
    if (tr) editor.view.dispatch(tr);
    setDraft(null);
    if (lost) dropLostField(lost);
  };

  const commit = () => {
    clearTimeout(timer.current);
    if (!draft || editor.isDestroyed) return;
    const now = readField(editor.state.doc, { node, field });
    if (draft.value === now) return setDraft(null);
    if (now !== draft.base || !mayHold({ node, field }, draft.value)) return;
    put(draft.value);
  };
  /** The field disappears from the screen: what could not be stored waits for a choice. */
  const leave = () => {
    commit();
    if (!draft || editor.isDestroyed || !mayHold({ node, field }, draft.value)) return;
    const now = readField(editor.state.doc, { node, field });
    if (now !== draft.base && now !== draft.value) keepField({ node, field, mine: draft.value });
  };

  const latest = useRef({ commit, leave });
  latest.current = { commit, leave };
  useEffect(() => {
    const onLeave = () => latest.current.leave();
    const onCommit = () => latest.current.commit();
    // Runs before the loop's last save on page close, which listens without capture.
    addEventListener("pagehide", onLeave, { capture: true });
    addEventListener(commitFieldsEvent, onCommit);
    return () => {
      removeEventListener("pagehide", onLeave, { capture: true });
      removeEventListener(commitFieldsEvent, onCommit);
      clearTimeout(timer.current);
      onLeave();
    };
  }, []);

  const type = (typed: FieldValue) => {
    const value = typeof typed === "string" ? storable(typed) : typed;
    setDraft((now) => ({ base: now?.base ?? stored, value }));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => latest.current.commit(), pause);
  };

  const isRefused = lost?.refusal !== undefined;
  const mine = draft?.value ?? (isRefused ? undefined : lost?.mine);
  const changed = draft ? stored !== draft.base && stored !== draft.value : lost !== undefined && lost.mine !== stored;
  const setter = changed ? (whoSet({ node, field }) ?? (lost ? { personId: lost.personId, at: lost.at } : null)) : null;
  const clash: Clash | null =
    changed && mine !== undefined
      ? {
          theirs: stored,
          mine,
          who: nameOf(setter?.personId ?? null),
          at: setter?.at ?? null,
          keepMine: () => put(mine),
          takeTheirs: () => {
            setDraft(null);
            if (lost) dropLostField(lost);
          },
        }
      : null;

  return {
    value: draft ? draft.value : clash && lost ? lost.mine : stored,
    type,
    commit,
    set: put,
    clash,
    refusal: lost?.refusal === undefined ? null : { sentence: lost.refusal, close: () => dropLostField(lost) },
    invalid: draft !== null && !mayHold({ node, field }, draft.value),
    disabled: !editable,
  };
}
