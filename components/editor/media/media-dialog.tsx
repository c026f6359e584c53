"use client";
import type { Editor } from "@tiptap/core";
import { useMemo } from "react";
import { lazyPart } from "#components/newsroom/lazy-part.tsx";
import { LazyPicker } from "#components/newsroom/pictures/picker/lazy-picker.tsx";
import type { ChosenPictures } from "#components/newsroom/pictures/picker/picture-picker.tsx";
import type { MediaChoice } from "../blocks/part.ts";
import type { Lookup } from "../lookup.ts";
import { type Uploaded, uploadPicture } from "../pictures/upload.ts";
import { addMedia, choiceOf, refuseMedia, replaceMedia } from "./choose-media.ts";
import { LazyMediaPicker } from "./lazy-media-picker.tsx";
import { mediaBlock, setPosterOf } from "./media-steps.ts";
import type { MediaRequestDetail } from "./media-view.ts";

const CaptionsDialog = lazyPart("The dialog", () =>
  import("./captions-dialog.tsx").then((module) => module.CaptionsDialog),
);

/** The dialog that is open. `block`: null for a file that is to be inserted. */
type Question =
  | { about: "file"; choice: MediaChoice; block: string | null }
  | { about: "poster"; block: string }
  | { about: "captions"; media: string };

function questionOf(editor: Editor, detail: MediaRequestDetail): Question | null {
  if (detail.wish === "insert") return { about: "file", choice: detail.choice, block: null };
  const { block, wish } = detail;
  const choice = choiceOf(editor, block);
  if (!choice) return null;
  if (wish === "replace") return { about: "file", choice, block };
  if (wish === "poster") return { about: "poster", block };
  const media: unknown = mediaBlock(editor.state.doc, block)?.node.attrs.media;
  return typeof media === "string" ? { about: "captions", media } : null;
}

type Props = { editor: Editor; lookup: Lookup; wish: MediaRequestDetail; close: () => void };

/** The dialog in which somebody chooses a file, a poster or captions. */
export function MediaDialog({ editor, lookup, wish, close }: Props) {
  const question = useMemo(() => {
    const asked = questionOf(editor, wish);
    return asked && (editor.isEditable || asked.about === "captions") ? asked : null;
  }, [editor, wish]);
  if (question?.about === "captions") return <CaptionsDialog id={question.media} lookup={lookup} close={close} />;
  if (question?.about === "poster")
    return (
      <LazyPicker
        isMultiple={false}
        close={close}
        choose={(chosen) => {
          close();
          void setPoster(editor, lookup, question.block, chosen);
        }}
      />
    );
  if (question?.about !== "file") return null;
  return (
    <LazyMediaPicker
      choice={question.choice}
      close={close}
      choose={(chosen) => {
        close();
        if (question.block === null) void addMedia(editor, lookup, question.choice, chosen);
        else void replaceMedia(editor, lookup, question.block, chosen);
      }}
    />
  );
}

async function setPoster(editor: Editor, lookup: Lookup, block: string, chosen: ChosenPictures): Promise<void> {
  const [file] = "files" in chosen ? chosen.files : [];
  let [picture]: (Uploaded | undefined)[] = "pictures" in chosen ? chosen.pictures : [];
  if (file) {
    const answer = await uploadPicture(file, () => {});
    if (!answer.ok) return refuseMedia(file.name, "The poster could not be uploaded. Use a JPEG, PNG, WebP or AVIF.");
    picture = answer.data;
  }
  if (!picture || editor.isDestroyed || !editor.isEditable) return;
  const { id, width, height, color, src } = picture;
  lookup.add({ pictures: { [id]: { width, height, color, src } } });
  const tr = setPosterOf(editor.state, block, id);
  if (tr) editor.view.dispatch(tr);
}
