"use client";
import { Button } from "@mantine/core";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { Problem } from "#components/newsroom/problem.tsx";
import type { Mention } from "#lib/comments/mention-schema.ts";
import type { Failure, Result } from "#lib/errors.ts";
import classes from "./comments.module.css";
import type { Draft, Drafts } from "./drafts.ts";
import { askedAt, choose, fitting, type MentionQuery } from "./mention-list.ts";

type Props = {
  label: string;
  verb: string;
  /** Key of the draft: a thread, a comment, or "new". */
  place: string;
  drafts: Drafts;
  /** The people and desks that can be mentioned. */
  people: readonly Mention[];
  /** Initial text if no draft is stored. */
  begin: Draft;
  focus?: boolean;
  send: (draft: Draft) => Promise<Result<unknown>>;
  /** Called after sending or cancelling. */
  close: () => void;
};

/** A text box for a comment. Its content survives a reload until it is sent or cancelled. */
export function Composer({ label, verb, place, drafts, people, begin, focus, send, close }: Props) {
  const [draft, setDraft] = useState(begin);
  const [sending, setSending] = useState(false);
  const isSending = useRef(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [asked, setAsked] = useState<MentionQuery | null>(null);
  const [index, setIndex] = useState(0);
  const caret = useRef<number | null>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const id = useId();

  useEffect(() => {
    let ended = false;
    void drafts.read(place).then((kept) => {
      if (!ended && kept) setDraft((now) => (now.text === begin.text ? kept : now));
    });
    return () => {
      ended = true;
    };
  }, [drafts, place, begin.text]);
  useEffect(() => {
    if (focus) box.current?.focus();
  }, [focus]);
  useLayoutEffect(() => {
    if (caret.current === null) return;
    box.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });

  const change = (next: Draft) => {
    setDraft(next);
    void drafts.keep(place, next.text.trim() && next.text !== begin.text ? next : null);
  };
  const look = (text: string, at: number) => {
    setAsked(askedAt(text, at));
    setIndex(0);
  };
  const found = asked ? fitting(people, asked.query) : [];
  const open = found.length > 0;
  const current = Math.min(index, found.length - 1);
  const take = (person: Mention) => {
    if (!asked || !box.current) return;
    const written = choose(draft.text, box.current.selectionStart, asked, person);
    caret.current = written.caret;
    setAsked(null);
    change({ ...draft, text: written.text, chosen: [...draft.chosen.filter((one) => one.id !== person.id), person] });
  };
  const submit = async () => {
    if (isSending.current || !draft.text.trim()) return;
    isSending.current = true;
    setSending(true);
    setFailure(null);
    const answer = await send(draft).catch((): Failure => ({ ok: false, code: "BUSY" }));
    isSending.current = false;
    setSending(false);
    if (!answer.ok) return setFailure(answer);
    await drafts.keep(place, null);
    setDraft({ ...begin, text: "" });
    close();
  };
  const giveUp = () => {
    void drafts.keep(place, null);
    setDraft(begin);
    close();
  };

  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <textarea
        ref={box}
        rows={2}
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${id}-people`}
        aria-activedescendant={open ? `${id}-${current}` : undefined}
        placeholder={`${label}. @ names a person or a desk`}
        value={draft.text}
        onChange={(event) => {
          const { value, selectionStart } = event.currentTarget;
          change({ ...draft, text: value });
          look(value, selectionStart);
        }}
        onBlur={() => setAsked(null)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void submit();
          } else if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
            event.preventDefault();
            setIndex((current + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length);
          } else if (open && (event.key === "Enter" || event.key === "Tab")) {
            event.preventDefault();
            const person = found[current];
            if (person) take(person);
          } else if (event.key === "Escape") {
            event.preventDefault();
            event.stopPropagation();
            if (open) setAsked(null);
            else if (draft.text.trim() === "") giveUp();
          }
        }}
      />
      <div id={`${id}-people`} role="listbox" aria-label="People and desks" className={classes.people} hidden={!open}>
        {found.map((person, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the box has the focus and the keys
          <div
            key={person.id}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === current}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(person)}
          >
            {person.name}
          </div>
        ))}
      </div>
      <Problem failure={failure} />
      <div className={classes.ends}>
        <Button variant="subtle" onClick={giveUp}>
          Cancel
        </Button>
        <Button type="submit" variant="filled" loading={sending} disabled={!draft.text.trim()}>
          {verb}
        </Button>
      </div>
    </form>
  );
}
