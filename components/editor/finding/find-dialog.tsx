"use client";
import { ActionIcon, Button, Checkbox, TextInput } from "@mantine/core";
import { IconChevronDown, IconChevronUp, IconX } from "@tabler/icons-react";
import type { Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { useEditorState } from "@tiptap/react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { isComposing } from "#components/newsroom/composition.ts";
import classes from "./finding.module.css";
import { activeSearch, showSearch } from "./highlights.ts";
import { compileQuery, type FindQuery } from "./query.ts";
import { replaceAll, replaceMatch, selectMatch } from "./replace.ts";
import { Search } from "./search.ts";

const maxSelection = 100;
/** Selected words on one line become the query. */
function selectedWords(editor: Editor): string {
  const { selection, doc } = editor.state;
  const { from, to, $from, $to } = selection;
  if (!(selection instanceof TextSelection) || !$from.sameParent($to) || to - from > maxSelection) return "";
  const words = doc.textBetween(from, to, "\n", "\n");
  return words.includes("\n") ? "" : words;
}

/** The last query and replacement in this window. */
let last: { query: FindQuery; replacement: string } = {
  query: { text: "", matchCase: false, wholeWord: false, isRegex: false },
  replacement: "",
};

const searchOf = (editor: Editor): Search | null => {
  const search = activeSearch(editor.state);
  return search instanceof Search ? search : null;
};

export type FindDialogProps = {
  editor: Editor;
  close: () => void;
  /** Increases whenever the person asks for the dialog again while it is open. */
  request: number;
};

/** Finds and replaces words. It is not modal: the person can go on writing while it is open. */
export function FindDialog({ editor, close, request }: FindDialogProps) {
  const [query, setQuery] = useState<FindQuery>(() => ({
    ...last.query,
    text: selectedWords(editor) || last.query.text,
  }));
  const [replacement, setReplacement] = useState(last.replacement);
  const [problem, setProblem] = useState<string | null>(null);
  const [replaced, setReplaced] = useState<number | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const problemId = useId();
  useEffect(() => {
    last = { query, replacement };
  }, [query, replacement]);

  const { count, current, isEditable } = useEditorState({
    editor,
    selector: ({ editor: { state, isEditable } }) => {
      const search = activeSearch(state);
      const found = search instanceof Search ? search : null;
      return { count: found?.matches.length ?? null, current: found?.current ?? -1, isEditable };
    },
  });

  useEffect(() => {
    let isCurrent = true;
    void compileQuery(query)
      .catch(() => "The search could not be loaded. Try again in a moment.")
      .then((find) => {
        if (!isCurrent || editor.isDestroyed) return;
        setProblem(typeof find === "string" ? find : null);
        const search = typeof find === "function" ? new Search(find, editor.state, inView(editor)) : null;
        editor.view.dispatch(showSearch(editor.state, search));
      });
    return () => {
      isCurrent = false;
    };
  }, [editor, query]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again, the dialog takes the selected words
  useEffect(() => {
    const words = selectedWords(editor);
    if (words !== "" && editor.view.hasFocus()) setQuery((before) => ({ ...before, text: words }));
    field.current?.focus();
    field.current?.select();
  }, [request]);

  useEffect(
    () => () => {
      if (!editor.isDestroyed) editor.view.dispatch(showSearch(editor.state, null));
    },
    [editor],
  );
  useHighlightsInView(editor);

  const go = (direction: 1 | -1) => {
    setReplaced(null);
    const match = searchOf(editor)?.neighbour(editor.state, direction);
    if (!match) return;
    editor.view.dispatch(selectMatch(editor.state, match));
    showCurrent(editor);
  };
  useFindKeys(go);

  const end = () => {
    close();
    editor.view.focus();
  };
  const replaceOne = () => {
    const match = searchOf(editor)?.matches[current];
    if (match) editor.view.dispatch(replaceMatch(editor.state, match, { text: replacement, isRegex: query.isRegex }));
    go(1);
  };
  const replaceEvery = () => {
    const search = searchOf(editor);
    if (!search) return;
    setReplaced(replaceAll(editor.view, search.matches, { text: replacement, isRegex: query.isRegex }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      end();
    } else if (event.key === "Enter" && event.target instanceof HTMLInputElement && event.target.type === "text") {
      event.preventDefault();
      if (event.target === field.current || !isEditable) go(event.shiftKey ? -1 : 1);
      else if (event.ctrlKey || event.metaKey) replaceEvery();
      else replaceOne();
    }
  };
  const option = (name: "matchCase" | "wholeWord" | "isRegex", label: string) => (
    <Checkbox
      size="xs"
      label={label}
      checked={query[name]}
      onChange={(event) => setQuery({ ...query, [name]: event.currentTarget.checked })}
    />
  );
  const cannotReplace = !isEditable || !count;
  return (
    <section role="dialog" aria-label="Find and replace" className={classes.dialog} onKeyDown={onKeyDown}>
      <div className={classes.row}>
        <TextInput
          ref={field}
          className={classes.field ?? ""}
          size="xs"
          aria-label="Find"
          placeholder="Find"
          value={query.text}
          error={problem !== null}
          aria-describedby={problem === null ? undefined : problemId}
          onChange={(event) => {
            setReplaced(null);
            setQuery({ ...query, text: event.currentTarget.value });
          }}
        />
        <span className={classes.count} role="status">
          {replaced !== null ? `${replaced.toLocaleString("en-GB")} replaced` : describeCount(count, current)}
        </span>
        <ActionIcon aria-label="Previous match" disabled={!count} onClick={() => go(-1)}>
          <IconChevronUp size={16} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon aria-label="Next match" disabled={!count} onClick={() => go(1)}>
          <IconChevronDown size={16} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon aria-label="Close" onClick={end}>
          <IconX size={16} aria-hidden="true" />
        </ActionIcon>
      </div>
      {problem !== null && (
        <p id={problemId} className={classes.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={classes.row}>
        <TextInput
          className={classes.field ?? ""}
          size="xs"
          aria-label="Replace with"
          placeholder="Replace with"
          value={replacement}
          onChange={(event) => setReplacement(event.currentTarget.value)}
        />
        <Button size="compact-sm" disabled={cannotReplace} onClick={replaceOne}>
          Replace
        </Button>
        <Button size="compact-sm" disabled={cannotReplace} onClick={replaceEvery}>
          Replace all
        </Button>
      </div>
      <div className={classes.options}>
        {option("matchCase", "Match case")}
        {option("wholeWord", "Whole words")}
        {option("isRegex", "Regular expression")}
      </div>
    </section>
  );
}

/** "3 of 12"; without a selected match "12 found". `count` is null while there is no query. */
export function describeCount(count: number | null, current: number): string {
  if (count === null) return "";
  if (count === 0) return "Not found";
  const all = count.toLocaleString("en-GB");
  return current < 0 ? `${all} found` : `${(current + 1).toLocaleString("en-GB")} of ${all}`;
}

/** ProseMirror scrolls only while it has the focus. The dialog covers the top of the text. */
function showCurrent({ view }: Editor): void {
  const element = view.dom.querySelector('[data-found="current"]');
  const box = element?.getBoundingClientRect();
  if (box && (box.top < 260 || box.bottom > innerHeight - 60)) element?.scrollIntoView({ block: "center" });
}

/** How far beyond the window matches are highlighted, in pixels. */
const margin = 600;
/** The part of the document that is on the screen or close to it; null if that is unknown. */
function inView({ view }: Editor): { from: number; to: number } | null {
  let from: number | null = null;
  let to: number | null = null;
  view.state.doc.forEach((node, offset) => {
    const dom = view.nodeDOM(offset);
    if (!(dom instanceof HTMLElement)) return;
    const { top, bottom } = dom.getBoundingClientRect();
    if (bottom < -margin || top > innerHeight + margin) return;
    from ??= offset;
    to = offset + node.nodeSize;
  });
  return from === null || to === null ? null : { from, to };
}

/** Moves the highlights along when the person scrolls. */
function useHighlightsInView(editor: Editor): void {
  useEffect(() => {
    let frame = 0;
    const later = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const search = editor.isDestroyed ? null : searchOf(editor);
        const shown = inView(editor);
        if (search && shown) editor.view.dispatch(showSearch(editor.state, search.showing(editor.state, shown)));
      });
    };
    document.addEventListener("scroll", later, { capture: true, passive: true });
    addEventListener("resize", later);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener("scroll", later, { capture: true });
      removeEventListener("resize", later);
    };
  }, [editor]);
}

/** F3 and Mod-G go to the next match, with Shift to the previous one, in the text as well. */
function useFindKeys(go: (direction: 1 | -1) => void): void {
  const latest = useRef(go);
  latest.current = go;
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (isComposing(event) || event.altKey || document.querySelector("[role=dialog][aria-modal=true]")) return;
      const isMod = event.ctrlKey || event.metaKey;
      if (!(event.key === "F3" && !isMod) && !(event.code === "KeyG" && isMod)) return;
      event.preventDefault();
      latest.current(event.shiftKey ? -1 : 1);
    };
    document.addEventListener("keydown", onKey, { capture: true });
    return () => document.removeEventListener("keydown", onKey, { capture: true });
  }, []);
}
