import type { Node } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import type { Editor } from "@tiptap/react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { goTo } from "#components/newsroom/publish/go-to.ts";
import { positionOf } from "#lib/checks/line.ts";
import { type Judged, judged } from "#lib/checks/severity.ts";
import type { Kind } from "#lib/document/fields.ts";
import type { Failure } from "#lib/errors.ts";
import { countAccepted, ignoreFinding, readStoryChecks, restoreFindings } from "#lib/stories/checking/actions.ts";
import type { StoryChecks } from "#lib/stories/checking/data.ts";
import { Checker, type Placed } from "./checker.ts";
import { useDeadLinks } from "./use-dead-links.ts";
import { useNamedStories } from "./use-named-stories.ts";

/** How long the text has to rest before it is checked again. */
const restMilliseconds = 400;

export type ShownFinding = Placed & Judged;

export type Checks = {
  /** Null while the text is checked for the first time. */
  findings: ShownFinding[] | null;
  ignoredCount: number;
  failure: Failure | null;
  go: (finding: ShownFinding) => void;
  /** Writes what the finding proposes. */
  accept: (finding: ShownFinding) => void;
  ignore: (finding: ShownFinding) => void;
  restore: () => void;
};

const away: Failure = { ok: false, code: "BUSY" };

/** Checks the text while the panel is open. */
export function useChecks(editor: Editor, storyId: string, kind: Kind): Checks {
  const [given, setGiven] = useState<StoryChecks | null>(null);
  const [placed, setPlaced] = useState<Placed[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const dead = useDeadLinks(editor, storyId);
  const named = useNamedStories(editor, storyId);
  const checker = useRef<Checker | null>(null);

  const load = useCallback(async () => {
    const answer = await readStoryChecks({ storyId }).catch(() => away);
    if (answer.ok) setGiven(answer.data);
    else setFailure(answer);
  }, [storyId]);
  useEffect(() => void load(), [load]);

  useEffect(() => {
    const worker = new Worker(new URL("./checks-worker.ts", import.meta.url), { name: "galley-checks" });
    checker.current = new Checker(worker, setPlaced);
    return () => {
      checker.current?.end();
      checker.current = null;
    };
  }, []);

  const rules = given?.rules;
  useEffect(() => {
    if (!rules) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const check = () => checker.current?.check(editor.state.doc, kind, rules);
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(check, restMilliseconds);
    };
    check();
    editor.on("update", later);
    return () => {
      clearTimeout(timer);
      editor.off("update", later);
    };
  }, [editor, kind, rules]);

  const section = editor.state.doc.attrs.section as string | null;
  const findings = useMemo(() => {
    if (!placed || !given) return null;
    return judged([...placed, ...dead, ...named], { ...given, section });
  }, [placed, dead, named, given, section]);

  return {
    findings,
    ignoredCount: given?.ignored.length ?? 0,
    failure,
    go(finding) {
      const range = rangeOf(editor, finding.place);
      if (range) select(editor, range);
      else goTo(finding);
    },
    accept({ place, replacement, style }) {
      const range = rangeOf(editor, place);
      if (!range || replacement === undefined) return;
      const { state } = editor;
      const marks = state.doc.resolve(range.from).marksAcross(state.doc.resolve(range.to)) ?? [];
      const tr =
        replacement === ""
          ? state.tr.delete(range.from, range.to)
          : state.tr.replaceWith(range.from, range.to, state.schema.text(replacement, marks));
      editor.view.dispatch(tr.scrollIntoView());
      if (style) void countAccepted({ storyId, ruleId: style }).catch(() => away);
    },
    ignore({ code, block = "", words = "", style = "" }) {
      const one = { code, block, words, style };
      setGiven((before) => before && { ...before, ignored: [...before.ignored, one] });
      void ignoreFinding({ storyId, ...one })
        .catch(() => away)
        .then((answer) => {
          setFailure(answer.ok ? null : answer);
          if (!answer.ok) void load();
        });
    },
    restore() {
      void restoreFindings({ storyId })
        .catch(() => away)
        .then((answer) => {
          setFailure(answer.ok ? null : answer);
          void load();
        });
    },
  };
}

type Range = { from: number; to: number };

/** Where a finding is now; null if its block has changed since it was checked. */
function rangeOf(editor: Editor, place: Placed["place"]): Range | null {
  if (!place) return null;
  let start: number | null = null;
  editor.state.doc.descendants((node: Node, pos) => {
    if (node === place.block) start = pos + 1;
    return start === null && !node.isTextblock;
  });
  if (start === null) return null;
  // The end is behind the last character, and not before the next one: a suggestion may be between them.
  const last = positionOf(place.block, place.to - 1) + 1;
  return { from: start + positionOf(place.block, place.from), to: start + last };
}

function select(editor: Editor, { from, to }: Range): void {
  const { state, view } = editor;
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from, to)).scrollIntoView());
  view.focus();
}
