"use client";
import type { Editor } from "@tiptap/core";
import { useEffect, useState } from "react";
import { lazyPart } from "#components/newsroom/lazy-part.tsx";
import type { Lookup } from "../lookup.ts";
import { type MediaRequestDetail, mediaEvent } from "./media-view.ts";

/** Loaded in idle time: the menu of blocks opens it, also while the network is away. */
export const MediaDialog = lazyPart("The dialog", () => import("./media-dialog.tsx").then((part) => part.MediaDialog));

/** What the menu of blocks and the buttons of videos, sounds and files open. */
export function MediaDialogs({ editor, lookup }: { editor: Editor; lookup: Lookup }) {
  const [wish, setWish] = useState<MediaRequestDetail | null>(null);
  useEffect(() => {
    const onWish = (event: Event) => setWish((event as CustomEvent<MediaRequestDetail>).detail);
    document.addEventListener(mediaEvent, onWish);
    return () => document.removeEventListener(mediaEvent, onWish);
  }, []);
  return wish && <MediaDialog editor={editor} lookup={lookup} wish={wish} close={() => setWish(null)} />;
}
