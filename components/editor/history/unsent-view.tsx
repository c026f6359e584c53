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
  /** Back to writing; what is undecided stays in this browser and is shown again. */
  later: () => void;
  /** Nothing is undecided any more: the unsent work may go. */
  done: () => void;
};

/** Unsent work on a text that is too old to be saved, against today's: taken over piece by piece. */
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
      {editor.isEditable && <ChangeAct label="Take mine" onClick={take} />}
      <ChangeAct label="Leave" onClick={() => leave(name)} />
    </>
  );

  return (
    <section className={classes.comparison} aria-label="Unsent work">
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
            Your unsent work, and today’s text
          </h1>
          <p role="status">
            {changes === 0
              ? "All is decided."
              : `The text went on while this could not be sent, for longer than its changes are kept. ${
                  changes === 1 ? "1 piece" : `${changes} pieces`
                } of yours to take over or leave.`}
          </p>
        </div>
        <div className={classes.acts}>
          <Button variant="default" onClick={copyText}>
            Copy all of mine
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
