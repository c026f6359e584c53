"use client";
import { useCallbackRef } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import type { Editor } from "@tiptap/core";
import type { Transaction } from "@tiptap/pm/state";
import { useEffect, useState } from "react";
import { messages } from "#components/newsroom/messages.ts";
import type { ChosenPictures } from "#components/newsroom/pictures/picker/picture-picker.tsx";
import { explainUpload } from "#components/newsroom/pictures/upload/upload-problem.ts";
import type { GalleryLayout } from "#lib/document/attributes.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { zoneAt, zoneRange } from "#lib/document/zones.ts";
import { newId } from "#lib/ids.ts";
import { lossesOf, sayLosses } from "#lib/pictures/losses.ts";
import type { Lookup } from "../lookup.ts";
import { replaceEvent } from "./figure-view.ts";
import { addPicturesEvent } from "./gallery-view.ts";
import {
  endOfGallery,
  fillPlace,
  hasPlace,
  insertPictures,
  insertPlaces,
  removePlace,
  replacePicture,
  setMainPicture,
} from "./insert-picture.ts";
import { missingPictures } from "./paste-pictures.ts";
import type { PastedPicture } from "./pasted-pictures.ts";
import { isPicture, type UploadAnswer, type Uploaded, uploadPicture } from "./upload.ts";
import { blockPlace, placeUpload, removeUpload, showProgress } from "./upload-places.ts";
import { UploadQueue } from "./upload-queue.ts";

const explainAnswer = (answer: Exclude<UploadAnswer, { ok: true }>): string =>
  answer.code === "OFFLINE"
    ? "The newsroom could not be reached. Try again when you are online."
    : explainUpload(answer);

const refuse = (name: string, why: string): void => {
  notifications.show({ title: `${name} was not added`, message: why, color: "red", autoClose: 12_000 });
};

/** Warns before the upload about what a picture will lose. */
async function warnOfLosses(file: File): Promise<void> {
  const bytes = await file.arrayBuffer().catch(() => null); // a file that cannot be read fails later with a message
  if (!bytes) return;
  for (const message of sayLosses(file.name, lossesOf(new Uint8Array(bytes))))
    notifications.show({ title: "Part of a picture will be lost", message, color: "yellow", autoClose: 12_000 });
}

/** The open question which pictures are meant; null ends it without one. */
export type PictureQuestion = { isMultiple: boolean; answer: (chosen: ChosenPictures | null) => void };

export type Pictures = {
  question: PictureQuestion | null;
  /** Asks for pictures and inserts them at the caret, or at the start of the body. */
  choose: () => Promise<void>;
  chooseMain: () => Promise<void>;
  /** Asks for pictures and inserts them as one gallery. */
  chooseGallery: (layout: GalleryLayout) => Promise<void>;
  /** Uploads files; `pos` is the drop position, null for the caret. */
  add: (files: File[], pos: number | null) => void;
  /** Uploads files into figures that already exist. */
  fill: (places: readonly PastedPicture[]) => void;
};

/** Number of parallel uploads, so that a hanging one does not block the others. */
const maxUploads = 4;

const dispatchTo = (editor: Editor, tr: Transaction | null) => tr && editor.view.dispatch(tr);

/** Adds pictures by button, drop and paste: each gets a figure at once, and the upload fills it. */
export function usePictures(editor: Editor, lookup: Lookup): Pictures {
  const [queue] = useState(() => new UploadQueue(maxUploads));
  useEffect(() => {
    // Unfinished uploads are lost with the page.
    const ask = (event: BeforeUnloadEvent) => {
      if (queue.size > 0) event.preventDefault();
    };
    addEventListener("beforeunload", ask);
    return () => {
      removeEventListener("beforeunload", ask);
      // Nobody else can fill these figures.
      if (!editor.isDestroyed)
        for (const blockId of lookup.uploads.keys()) dispatchTo(editor, removePlace(editor.state, blockId));
    };
  }, [queue, editor, lookup]);

  const dispatch = (tr: Transaction | null) => dispatchTo(editor, tr);
  const learn = ({ id, width, height, color, src }: Uploaded) =>
    lookup.add({ pictures: { [id]: { width, height, color, src } } });

  const placeOf = (pos: number | null): number | null => {
    const body = zoneRange(editor.state.doc, "body");
    if (!body) return null;
    const at = pos ?? editor.state.selection.to;
    return zoneAt(editor.state.doc, at) === "body" ? blockPlace(editor.state.doc, at, body) : body.from;
  };

  const fill = (places: readonly PastedPicture[]) => {
    for (const { blockId, name, read } of places) {
      const show = (part: number) => !editor.isDestroyed && lookup.setUpload(blockId, { name, part });
      show(0);
      queue.add(async () => {
        const file = await read();
        if (file) await warnOfLosses(file);
        const answer = file && (await uploadPicture(file, show));
        if (editor.isDestroyed) return refuse(name, "You left the story while it was uploaded. Add it again.");
        if (answer?.ok) learn(answer.data);
        dispatch(answer?.ok ? fillPlace(editor.state, blockId, answer.data) : removePlace(editor.state, blockId));
        lookup.setUpload(blockId, null);
        if (!answer) missingPictures([name]);
        else if (!answer.ok) refuse(name, explainAnswer(answer));
      });
    }
  };

  const [question, setQuestion] = useState<PictureQuestion | null>(null);
  const ask = (isMultiple: boolean) =>
    new Promise<ChosenPictures | null>((resolve) => {
      setQuestion({
        isMultiple,
        answer: (chosen) => {
          setQuestion(null);
          resolve(chosen);
        },
      });
    });

  const add = (files: File[], pos: number | null, layout: GalleryLayout | null = null) => {
    if (!editor.isEditable) return;
    for (const file of files.filter((one) => !isPicture(one))) refuse(file.name, messages.NOT_A_PICTURE);
    const places = files
      .filter(isPicture)
      .map((file) => ({ blockId: newBlockId(), name: file.name, read: async () => file }));
    const at = placeOf(pos);
    if (at === null || places.length === 0) return;
    const ids = places.map(({ blockId }) => blockId);
    dispatch(insertPlaces(editor.state, at, ids, layout).setMeta("paste", true).scrollIntoView());
    fill(places.filter(({ blockId }) => hasPlace(editor.state, blockId)));
  };

  const insert = (chosen: ChosenPictures | null, pos: number | null, layout: GalleryLayout | null = null) => {
    if (!chosen || editor.isDestroyed) return;
    if ("files" in chosen) return add(chosen.files, pos, layout);
    const at = editor.isEditable ? placeOf(pos) : null;
    if (at === null) return;
    for (const picture of chosen.pictures) learn(picture);
    dispatch(insertPictures(editor.state, at, chosen.pictures, layout).setMeta("paste", true).scrollIntoView());
  };

  /** Sets one picture where it is shown already; `send` uploads it first where it is a file. */
  const set = (
    chosen: ChosenPictures | null,
    send: (file: File) => Promise<void>,
    show: (picture: Uploaded) => Transaction | null,
  ) => {
    if (!chosen || editor.isDestroyed || !editor.isEditable) return;
    const [file] = "files" in chosen ? chosen.files : [];
    if (file) return queue.add(() => send(file));
    const [picture] = "pictures" in chosen ? chosen.pictures : [];
    if (!picture) return;
    learn(picture);
    dispatch(show(picture));
  };

  const sendReplacement = async (file: File, blockId: string) => {
    if (!isPicture(file)) return refuse(file.name, messages.NOT_A_PICTURE);
    await warnOfLosses(file);
    const answer = await uploadPicture(file, () => {});
    if (editor.isDestroyed) return;
    if (!answer.ok) return refuse(file.name, explainAnswer(answer));
    learn(answer.data);
    dispatch(replacePicture(editor.state, blockId, answer.data));
  };

  const sendMain = async (file: File) => {
    if (!editor.isEditable) return;
    if (!isPicture(file)) return refuse(file.name, messages.NOT_A_PICTURE);
    const at = zoneRange(editor.state.doc, "standfirst")?.to;
    if (at === undefined) return;
    const id = newId();
    dispatch(placeUpload(editor.state.tr, id, at, file.name));
    await warnOfLosses(file);
    const answer = await uploadPicture(
      file,
      (part) => !editor.isDestroyed && showProgress(editor.state, id, file.name, part),
    );
    if (editor.isDestroyed) return;
    dispatch(removeUpload(editor.state.tr, id));
    if (!answer.ok) return refuse(file.name, explainAnswer(answer));
    learn(answer.data);
    dispatch(setMainPicture(editor.state, answer.data));
  };

  const addToGallery = useCallbackRef(async (galleryId: string) => {
    const chosen = await ask(true);
    const end = endOfGallery(editor.state.doc, galleryId);
    if (end !== null) insert(chosen, end);
  });
  const replace = useCallbackRef(async (blockId: string) =>
    set(
      await ask(false),
      (file) => sendReplacement(file, blockId),
      (picture) => replacePicture(editor.state, blockId, picture),
    ),
  );
  useEffect(() => {
    const onAdd = (event: Event) => {
      if (event instanceof CustomEvent && typeof event.detail === "string") void addToGallery(event.detail);
    };
    const onReplace = (event: Event) => {
      if (event instanceof CustomEvent && typeof event.detail === "string") void replace(event.detail);
    };
    document.addEventListener(addPicturesEvent, onAdd);
    document.addEventListener(replaceEvent, onReplace);
    return () => {
      document.removeEventListener(addPicturesEvent, onAdd);
      document.removeEventListener(replaceEvent, onReplace);
    };
  }, [addToGallery, replace]);

  return {
    add: (files, pos) => add(files, pos),
    fill,
    question,
    choose: async () => insert(await ask(true), null),
    chooseGallery: async (layout) => insert(await ask(true), null, layout),
    chooseMain: async () => set(await ask(false), sendMain, (picture) => setMainPicture(editor.state, picture)),
  };
}
