"use client";
import type { Editor } from "@tiptap/core";
import type { Node, Schema } from "@tiptap/pm/model";
import { useEditorState } from "@tiptap/react";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import { documentFromJson } from "#lib/document/build.ts";
import { type Comparison, compareDocuments } from "#lib/document/compare.ts";
import type { Failure } from "#lib/errors.ts";
import { getRevision } from "#lib/stories/actions.ts";
import type { OpenRevision, StoryNames } from "#lib/stories/types.ts";
import type { Lookup } from "../lookup.ts";
import { type KnownNames, knownNames } from "./known-names.ts";

/** A revision number, or the working copy on the screen. */
export type Side = number | "copy";
export type Sides = { from: number; to: Side };

export type Compared = {
  /** Null until both sides are loaded. */
  comparison: Comparison | null;
  before: Node | null;
  after: Node | null;
  names: KnownNames;
  failure: Failure | null;
};

type Opened = { doc: Node; names: StoryNames };
/** Parsed with the editor's own schema, because nodes of another schema are never equal and cannot be inserted. */
function opened(revision: OpenRevision, schema: Schema): Opened | Failure {
  try {
    documentFromJson(revision.document);
    return { doc: schema.nodeFromJSON(revision.document), names: revision.names };
  } catch {
    return { ok: false, code: "UNEXPECTED" }; // written by a newer version of Galley
  }
}

/** Loads both sides; each revision only once, because it never changes. The working copy is updated while it is edited. */
export function useComparison(editor: Editor, lookup: Lookup, storyId: string, { from, to }: Sides): Compared {
  const [revisions, setRevisions] = useState<ReadonlyMap<number, Opened>>(new Map());
  const [failure, setFailure] = useState<Failure | null>(null);
  const written = useEditorState({
    editor,
    selector: ({ editor: { state } }) => state.doc,
    equalityFn: Object.is,
  });
  const copy = useDeferredValue(written);

  const asked = useRef(new Set<number>());
  useEffect(() => {
    setFailure(null);
    for (const number of [from, to]) {
      if (number === "copy" || asked.current.has(number)) continue;
      asked.current.add(number);
      void getRevision({ storyId, number })
        .catch(unreachable)
        .then((answer) => {
          const result = answer.ok ? opened(answer.data, editor.schema) : answer;
          if ("doc" in result) return setRevisions((now) => new Map(now).set(number, result));
          asked.current.delete(number); // a second choice of it loads it again
          setFailure(result);
        });
    }
  }, [editor, storyId, from, to]);

  const before = revisions.get(from)?.doc ?? null;
  const after = to === "copy" ? copy : (revisions.get(to)?.doc ?? null);
  const comparison = useMemo(() => (before && after ? compareDocuments(before, after) : null), [before, after]);
  const { edition } = lookup;
  // biome-ignore lint/correctness/useExhaustiveDependencies: edition says that the lookup knows more
  const names = useMemo(
    () =>
      knownNames(
        lookup,
        [...revisions.values()].map((revision) => revision.names),
      ),
    [lookup, edition, revisions],
  );
  return { comparison, before, after, names, failure };
}
