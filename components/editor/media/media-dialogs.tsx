"use client";
import type { Editor } from "@tiptap/core";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import type { Lookup } from "../lookup.ts";
import { uploadPicture } from "../pictures/upload.ts";
import { chooseFile, refuseMedia, replaceMedia } from "./choose-media.ts";
import { mediaBlock, setPosterOf } from "./media-steps.ts";
import { type MediaRequestDetail, mediaEvent } from "./media-view.ts";

const CaptionsDialog = dynamic(() => import("./captions-dialog.tsx").then((module) => module.CaptionsDialog));

/** What the buttons of videos, sounds and files open. */
export function MediaDialogs({ editor, lookup }: { editor: Editor; lookup: Lookup }) {
  const [mediaId, setMediaId] = useState<string | null>(null);
  useEffect(() => {
    const onWish = (event: Event) => {
      const { block, wish } = (event as CustomEvent<MediaRequestDetail>).detail;
      const media: unknown = mediaBlock(editor.state.doc, block)?.node.attrs.media;
      if (wish === "captions" && typeof media === "string") setMediaId(media);
      if (wish === "replace") void replaceMedia(editor, lookup, block);
      if (wish === "poster") void choosePoster(editor, lookup, block);
    };
    document.addEventListener(mediaEvent, onWish);
    return () => document.removeEventListener(mediaEvent, onWish);
  }, [editor, lookup]);
  return mediaId && <CaptionsDialog id={mediaId} lookup={lookup} close={() => setMediaId(null)} />;
}

async function choosePoster(editor: Editor, lookup: Lookup, block: string): Promise<void> {
  const file = await chooseFile("image/jpeg,image/png,image/webp,image/avif");
  if (!file || !editor.isEditable) return;
  const answer = await uploadPicture(file, () => {});
  if (!answer.ok) return refuseMedia(file.name, "The poster could not be uploaded. Use a JPEG, PNG, WebP or AVIF.");
  const { id, width, height, color, src } = answer.data;
  lookup.add({ pictures: { [id]: { width, height, color, src } } });
  const tr = editor.isDestroyed ? null : setPosterOf(editor.state, block, id);
  if (tr) editor.view.dispatch(tr);
}
