"use client";
import { Button } from "@mantine/core";
import { IconChevronLeft } from "@tabler/icons-react";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { compareDocuments } from "#lib/document/compare.ts";
import type { FieldName } from "#lib/document/fields.ts";
import { type OwnWork, takeMine, takeMyField, withMine } from "#lib/document/own-changes.ts";
import { directionOf } from "#lib/times.ts";
import type { Lookup } from "../lookup.ts";
import { ChangeAct, ChangeRow } from "./change-row.tsx";
import classes from "./comparison.module.css";
import { FieldRows } from "./field-rows.tsx";
import { Fold } from "./fold.tsx";
import { knownNames } from "./known-names.ts";

type Props = {
  editor: Editor;
  lookup: Lookup;
  work: OwnWork;
  copyText: () => void;
  /** Returns to writing; undecided changes stay in this browser and are shown again. */
  later: () => void;
  /** Every change is decided, so the unsaved work can be deleted. */
  done: () => void;
};

/** Compares unsaved changes to a text too old to be saved with the current version, to use or discard one by one. */
export function UnsentView({ editor, lookup, work, copyText, later, done }: Props) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const heading = useRef<HTMLHeadingElement>(null);
  const written = useEditorState({ editor, selector: ({ editor: { state } }) => state.doc, equalityFn: Object.is });
  const today = useDeferredValue(written);
  const { fields, entries, changes } = useMemo(
    () => compareDocuments(today, withMine(today, work, left)),
    [today, work, left],
  );
  const { edition } = lookup;
  // biome-ignore lint/correctness/useExhaustiveDependencies: edition says that the lookup knows more
  const names = useMemo(() => knownNames(lookup, []), [lookup, edition]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const decided = () => heading.current?.focus({ preventScroll: true });

  const leave = (name: string) => {
    setLeft((now) => new Set(now).add(name));
    decided();
  };
  const takeBlock = (key: string) => {
    const tr = editor.state.tr;
    for (const step of takeMine(editor.state.doc, work.mine, key)?.steps ?? []) tr.step(step);
    editor.view.dispatch(tr);
    decided();
  };
  const takeField = (field: FieldName) => {
    const tr = editor.state.tr;
    for (const step of takeMyField(editor.state.doc, work, field)) tr.step(step);
    editor.view.dispatch(tr);
    decided();
  };
  const language = String(today.attrs.language);
  const choice = (name: string, take: () => void) => (
    <>
      {editor.isEditable && <ChangeAct label="Use mine" onClick={take} />}
      <ChangeAct label="Discard" onClick={() => leave(name)} />
    </>
  );

  return (
    <section className={classes.comparison} aria-label="Unsaved changes">
      <header className={classes.head}>
        <Button
          variant="subtle"
          px={8}
          className={classes.back ?? ""}
          leftSection={<IconChevronLeft size={16} aria-hidden="true" />}
          onClick={later}
        >
          Decide later
        </Button>
        <div className={classes.title}>
          <h1 ref={heading} tabIndex={-1}>
            Your unsaved changes and the current version
          </h1>
          <p role="status">
            {changes === 0
              ? "All changes decided."
              : `The story has changed too much for your changes to be added automatically. ${
                  changes === 1 ? "1 change" : `${changes} changes`
                } of yours to use or discard.`}
          </p>
        </div>
        <div className={classes.acts}>
          <Button variant="default" onClick={copyText}>
            Copy all my text
          </Button>
          <Button variant="filled" disabled={changes > 0} onClick={done}>
            Done
          </Button>
        </div>
      </header>
      <div className={classes.rows} lang={language} dir={directionOf(language)}>
        <FieldRows fields={fields} names={names} actsOf={(field) => choice(field, () => takeField(field))} />
        {entries.map((entry) =>
          entry.kind === "fold" ? (
            <Fold key={`fold ${entry.blocks[0]?.key}`} blocks={entry.blocks} names={names} />
          ) : (
            <ChangeRow
              key={`${entry.kind} ${entry.key}`}
              block={entry}
              names={names}
              acts={choice(entry.key, () => takeBlock(entry.key))}
            />
          ),
        )}
      </div>
    </section>
  );
}
