"use client";
import type { Editor } from "@tiptap/core";
import { useEffect, useState } from "react";
import { lazyPart } from "#components/newsroom/lazy-part.tsx";
import type { Lookup } from "../lookup.ts";
import { bindSeries } from "./series-steps.ts";
import { chooseCollectionEvent } from "./series-view.ts";

const CollectionDialog = lazyPart("The list of collections", () =>
  import("./collection-dialog.tsx").then((part) => part.CollectionDialog),
);

/** What the buttons of series boxes open. */
export function SeriesDialogs({ editor, lookup }: { editor: Editor; lookup: Lookup }) {
  const [boxId, setBoxId] = useState<string | null>(null);
  useEffect(() => {
    const onWish = (event: Event) => setBoxId((event as CustomEvent<string>).detail);
    document.addEventListener(chooseCollectionEvent, onWish);
    return () => document.removeEventListener(chooseCollectionEvent, onWish);
  }, []);
  if (boxId === null) return null;
  return (
    <CollectionDialog
      close={() => setBoxId(null)}
      choose={(found) => {
        setBoxId(null);
        lookup.add({ collections: [found] });
        const tr = editor.isEditable ? bindSeries(editor.state, boxId, found.id) : null;
        if (tr) editor.view.dispatch(tr);
        editor.view.focus();
      }}
    />
  );
}
