// Adds videos, sounds and documents: each gets its block at once, and the upload fills it.
import { notifications } from "@mantine/notifications";
import type { Editor } from "@tiptap/core";
import { explain } from "#components/newsroom/messages.ts";
import { newBlockId } from "#lib/document/ids.ts";
import type { StoredMedia } from "#lib/media/types.ts";
import type { MediaChoice } from "../blocks/part.ts";
import type { Lookup } from "../lookup.ts";
import type { SentFile } from "../pictures/upload.ts";
import { fillMedia, insertMedia, mediaBlock, removeMedia, setMedia, setPosterOf } from "./media-steps.ts";
import { uploadPoster } from "./poster-frame.ts";
import { sendMedia } from "./send-media.ts";

/** The files that the file dialog offers. */
export const accepts: Record<MediaChoice, string> = {
  video: "video/mp4,video/webm,.mp4,.webm",
  audio: "audio/mpeg,audio/mp4,audio/ogg,audio/webm,.mp3,.m4a,.ogg,.oga,.opus,.webm",
  file: ".pdf,.csv,.xlsx,.docx",
};
export const mediaKindOf: Record<MediaChoice, StoredMedia["kind"]> = {
  video: "VIDEO",
  audio: "AUDIO",
  file: "DOCUMENT",
};
const wrongKind: Record<MediaChoice, string> = {
  video: "This is no video. Choose an MP4 or WebM file with a picture.",
  audio: "This is no sound. Choose an MP3, M4A, Ogg or WebM file without a picture.",
  file: "This is no document. Choose a PDF, CSV, XLSX or DOCX file.",
};

/** Opens the file dialog. Resolves with null if it is cancelled. */
export function chooseFile(accept: string): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = accept;
    input.hidden = true;
    const end = () => {
      resolve(input.files?.[0] ?? null);
      input.remove();
    };
    input.addEventListener("change", end);
    input.addEventListener("cancel", end);
    document.body.append(input);
    input.click();
  });
}

export const refuseMedia = (name: string, why: string): void => {
  notifications.show({ title: `${name} was not added`, message: why, color: "red", autoClose: 15_000 });
};

const explainSent = (answer: Exclude<SentFile<StoredMedia>, { ok: true }>): string =>
  answer.code === "OFFLINE" ? "The newsroom could not be reached. Try again when you are online." : explain(answer);

/** Adds a file to what the editor knows. */
export const learnMedia = (lookup: Lookup, { id, captions, ...file }: StoredMedia): void => {
  const { kind, format, bytes, fileName, durationSeconds } = file;
  lookup.add({ media: { [id]: { kind, format, bytes, fileName, durationSeconds, captions: captions !== "" } } });
};

/** A file of this device, or one that was uploaded before. */
export type ChosenMedia = { file: File } | { media: StoredMedia };

/** Inserts a video, a sound or a document at the caret, or at the start of the body. */
export async function addMedia(
  editor: Editor,
  lookup: Lookup,
  choice: MediaChoice,
  chosen: ChosenMedia,
): Promise<void> {
  if (editor.isDestroyed || !editor.isEditable) return;
  const blockId = newBlockId();
  const media = "media" in chosen ? chosen.media : null;
  const name = "file" in chosen ? chosen.file.name : chosen.media.fileName;
  const title = choice === "file" ? name.replace(/\.[a-z0-9]+$/i, "") : "";
  const tr = insertMedia(editor.state, choice, blockId, { title, media });
  if (!tr) return;
  if (media) learnMedia(lookup, media);
  editor.view.dispatch(tr);
  if ("file" in chosen) await upload(editor, lookup, { blockId, choice, file: chosen.file });
}

/** Puts another file in place of the one that a block has. */
export async function replaceMedia(
  editor: Editor,
  lookup: Lookup,
  blockId: string,
  chosen: ChosenMedia,
): Promise<void> {
  const choice = editor.isDestroyed ? undefined : choiceOf(editor, blockId);
  if (!choice || !editor.isEditable) return;
  if ("file" in chosen) return upload(editor, lookup, { blockId, choice, file: chosen.file });
  learnMedia(lookup, chosen.media);
  const isNew = mediaBlock(editor.state.doc, blockId)?.node.attrs.media === null;
  const tr = (isNew ? fillMedia : setMedia)(editor.state, blockId, chosen.media);
  if (tr) editor.view.dispatch(tr);
}

/** What kind of file a block takes; undefined if there is no such block. */
export const choiceOf = (editor: Editor, blockId: string): MediaChoice | undefined =>
  mediaBlock(editor.state.doc, blockId)?.node.type.name as MediaChoice | undefined;

type Upload = { blockId: string; choice: MediaChoice; file: File };
async function upload(editor: Editor, lookup: Lookup, { blockId, choice, file }: Upload): Promise<void> {
  const isNew = mediaBlock(editor.state.doc, blockId)?.node.attrs.media === null;
  const show = (part: number) => !editor.isDestroyed && lookup.setUpload(blockId, { name: file.name, part });
  const stay = (event: BeforeUnloadEvent) => event.preventDefault(); // an unfinished upload is lost with the page
  addEventListener("beforeunload", stay);
  show(0);
  try {
    const answer = await sendMedia(file, show);
    if (editor.isDestroyed) return refuseMedia(file.name, "You left the story while it was uploaded. Add it again.");
    const problem = !answer.ok
      ? explainSent(answer)
      : answer.data.kind === mediaKindOf[choice]
        ? null
        : wrongKind[choice];
    if (problem === null && answer.ok) {
      learnMedia(lookup, answer.data);
      const tr = (isNew ? fillMedia : setMedia)(editor.state, blockId, answer.data);
      if (tr) editor.view.dispatch(tr);
      if (choice === "video") await addPoster(editor, lookup, { blockId, file, media: answer.data });
    } else {
      const tr = isNew ? removeMedia(editor.state, blockId) : null;
      if (tr) editor.view.dispatch(tr);
      refuseMedia(file.name, problem ?? "");
    }
  } finally {
    removeEventListener("beforeunload", stay);
    if (!editor.isDestroyed) lookup.setUpload(blockId, null);
  }
}

/** Gives a video a frame of itself as the poster, unless it has one already. */
async function addPoster(
  editor: Editor,
  lookup: Lookup,
  { blockId, file, media }: { blockId: string; file: File; media: StoredMedia },
): Promise<void> {
  const picture = await uploadPoster(lookup, file, media);
  if (!picture || editor.isDestroyed) return;
  const tr = setPosterOf(editor.state, blockId, picture, { onlyIfNone: true });
  if (tr) editor.view.dispatch(tr);
}
