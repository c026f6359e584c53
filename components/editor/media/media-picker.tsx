"use client";
import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconFileText, IconMovie, IconMusic, IconSearch, IconUpload } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useState } from "react";
import { Dialog, DialogFoot } from "#components/newsroom/dialog.tsx";
import { useTimes } from "#components/newsroom/newsroom-context.tsx";
import { Problem } from "#components/newsroom/problem.tsx";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import type { Failure } from "#lib/errors.ts";
import { listUploadedMedia } from "#lib/media/actions.ts";
import type { StoredMedia } from "#lib/media/types.ts";
import type { MediaChoice } from "../blocks/part.ts";
import { accepts, type ChosenMedia, chooseFile, mediaKindOf } from "./choose-media.ts";
import classes from "./media.module.css";
import { lengthAndSize } from "./media-view.ts";

export type MediaPickerProps = { choice: MediaChoice; choose: (chosen: ChosenMedia) => void; close: () => void };

export const pickerTitles: Record<MediaChoice, string> = {
  video: "Choose a video",
  audio: "Choose a sound",
  file: "Choose a file",
};
const icons = { VIDEO: IconMovie, AUDIO: IconMusic, DOCUMENT: IconFileText };
/** Delay in milliseconds after the last key. */
const pauseMs = 250;

/** The files of a kind whose names contain what is typed; null until the first answer. */
function useFoundMedia(choice: MediaChoice, typed: string): { found: StoredMedia[] | null; failure: Failure | null } {
  const [query] = useDebouncedValue(typed, pauseMs);
  const [found, setFound] = useState<StoredMedia[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let isLatest = true;
    void listUploadedMedia({ kind: mediaKindOf[choice], query })
      .catch(unreachable)
      .then((answer) => {
        if (!isLatest) return;
        setFailure(answer.ok ? null : answer);
        if (answer.ok) setFound(answer.data);
      });
    return () => {
      isLatest = false;
    };
  }, [choice, query]);
  return { found, failure };
}

/** Moves the focus among the rows of the list. */
function moveInList(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const rows = [...event.currentTarget.querySelectorAll("button")];
  rows[rows.indexOf(document.activeElement as HTMLButtonElement) + step]?.focus();
}

/** Finds a video, a sound or a document that was uploaded before, or takes a new one from this device. */
export default function MediaPicker({ choice, choose, close }: MediaPickerProps) {
  const [typed, setTyped] = useState("");
  const { found, failure } = useFoundMedia(choice, typed);
  const times = useTimes();
  const upload = async () => {
    const file = await chooseFile(accepts[choice]);
    if (file) choose({ file });
  };
  return (
    <Dialog opened onClose={close} title={pickerTitles[choice]} size={620}>
      <div className={classes.top}>
        <TextInput
          data-autofocus
          type="search"
          className={classes.search ?? ""}
          aria-label="Search by name"
          placeholder="Search by name"
          autoComplete="off"
          maxLength={200}
          leftSection={<IconSearch size={16} stroke={1.6} aria-hidden="true" />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button
          variant="default"
          leftSection={<IconUpload size={16} stroke={1.6} aria-hidden="true" />}
          onClick={() => void upload()}
        >
          Upload from this device
        </Button>
      </div>
      <div className={classes.results}>
        {found && found.length > 0 && (
          <ul className={classes.found} aria-label="Uploaded before" onKeyDown={moveInList}>
            {found.map((media) => {
              const Icon = icons[media.kind];
              return (
                <li key={media.id}>
                  <button type="button" onClick={() => choose({ media })}>
                    <Icon size={18} stroke={1.6} aria-hidden="true" />
                    <span>
                      <b>{media.fileName}</b>
                      <span>
                        {lengthAndSize(media)}, uploaded {times.date(new Date(media.createdAt))}
                      </span>
                    </span>
                  </button>
                </li>
              );
            })}
          </ul>
        )}
        {found?.length === 0 && (
          <p className="dim">{typed.trim() === "" ? "Nothing was uploaded yet." : "Nothing found. Try fewer words."}</p>
        )}
        {!found && !failure && <p className="dim">Loading …</p>}
        <Problem failure={failure} />
      </div>
      <DialogFoot>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
