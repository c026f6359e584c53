"use client";
import { notifications } from "@mantine/notifications";
import type { Editor } from "@tiptap/core";
import { messages } from "#components/newsroom/messages.ts";
import { zoneAt, zoneRange } from "#lib/document/zones.ts";
import { newId } from "#lib/ids.ts";
import type { Lookup } from "../lookup.ts";
import { insertFigure, setMainPicture } from "./insert-picture.ts";
import { isPicture, type UploadAnswer, uploadPicture } from "./upload.ts";
import { blockPlace, placeUpload, removeUpload, showProgress, uploadPos } from "./upload-places.ts";

const reasons: Record<string, string> = {
  svg: "SVG drawings are not taken. Export it as PNG or JPEG.",
  heic: "This is an iPhone's HEIC picture, which cannot be read here. Share it as JPEG.",
  broken: "The file is damaged. Try to open and save it again.",
  "too-many-pixels": "The picture has too many pixels. Make it smaller first.",
  "took-too-long": "It took too long to read the picture. Make it smaller first.",
};

function explainUpload(answer: Exclude<UploadAnswer, { ok: true }>): string {
  if (answer.code === "OFFLINE") return "The newsroom could not be reached. Try again when you are online.";
  const reason = answer.detail?.reason;
  if (answer.code === "TOO_LARGE") return "The file is too large. Make the picture smaller first.";
  return (typeof reason === "string" ? reasons[reason] : undefined) ?? messages[answer.code];
}

const refuse = (name: string, why: string): void => {
  notifications.show({ title: `${name} was not added`, message: why, color: "red", autoClose: 12_000 });
};

/** Lets the person choose files. Resolves with none when the dialog is closed. */
function chooseFiles(multiple: boolean): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = "image/jpeg,image/png,image/webp,image/avif,image/gif,image/tiff";
    input.multiple = multiple;
    input.hidden = true;
    input.dataset.choosePicture = "";
    const end = () => {
      resolve([...(input.files ?? [])]);
      input.remove();
    };
    input.addEventListener("change", end);
    input.addEventListener("cancel", end);
    document.body.append(input);
    input.click();
  });
}

export type Pictures = {
  /** Asks for files and puts them where the caret is, or at the start of the body. */
  choose: () => Promise<void>;
  chooseMain: () => Promise<void>;
  /** Uploads files; `pos` is where they were dropped, null for the caret. */
  add: (files: File[], pos: number | null) => void;
};

/** Pictures by button, drop and paste: uploaded one after the other, each into the place that it was given. */
export function usePictures(editor: Editor, lookup: Lookup): Pictures {
  const placeOf = (pos: number | null): number | null => {
    const body = zoneRange(editor.state.doc, "body");
    if (!body) return null;
    const at = pos ?? editor.state.selection.to;
    return zoneAt(editor.state.doc, at) === "body" ? blockPlace(editor.state.doc, at, body) : body.from;
  };

  const send = async (file: File, main: boolean, pos: number | null) => {
    if (!editor.isEditable) return;
    if (!isPicture(file)) return refuse(file.name, messages.NOT_A_PICTURE);
    const id = newId();
    const at = main ? zoneRange(editor.state.doc, "standfirst")?.to : pos;
    if (at === undefined || at === null) return;
    editor.view.dispatch(placeUpload(editor.state.tr, id, at, file.name));
    const answer = await uploadPicture(file, (part) => !editor.isDestroyed && showProgress(editor.state, id, part));
    if (editor.isDestroyed) return;
    const now = uploadPos(editor.state, id);
    editor.view.dispatch(removeUpload(editor.state.tr, id));
    if (!answer.ok) return refuse(file.name, explainUpload(answer));
    const { id: picture, width, height, color, src } = answer.data;
    lookup.add({ pictures: { [picture]: { width, height, color, src } } });
    const { state } = editor;
    if (main) return editor.view.dispatch(setMainPicture(state, answer.data));
    // The place may be gone with the text around it; the picture is not.
    const body = zoneRange(state.doc, "body");
    if (!body) return;
    editor.view.dispatch(
      insertFigure(state, blockPlace(state.doc, now ?? body.to, body), answer.data).scrollIntoView(),
    );
  };

  const add = (files: File[], pos: number | null) => {
    if (!editor.isEditable) return;
    const place = placeOf(pos);
    void files.reduce((before, file) => before.then(() => send(file, false, place)), Promise.resolve());
  };

  return {
    add,
    choose: async () => add(await chooseFiles(true), null),
    chooseMain: async () => {
      const [file] = await chooseFiles(false);
      if (file) await send(file, true, null);
    },
  };
}
