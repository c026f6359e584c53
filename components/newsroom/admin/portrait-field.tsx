"use client";
import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import type { Failure, Result } from "#lib/errors.ts";
import { LazyPicker } from "../pictures/picker/lazy-picker.tsx";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import classes from "./portrait-field.module.css";

export type Portrait = { id: string; src: string };

/** A server action takes no file of this size. */
async function uploadPortrait(file: File): Promise<Result<Portrait>> {
  const response = await fetch("/api/uploads", {
    method: "POST",
    body: file,
    headers: { "x-file-name": encodeURIComponent(file.name) },
  });
  // What a route of ours answers: lib/route.ts.
  return (await response.json().catch((): Failure => ({ ok: false, code: "BUSY" }))) as Result<Portrait>;
}

type Props = { portrait: Portrait | null; onChange: (portrait: Portrait | null) => void };

/** The picture of an author, from the library or from a file, which is uploaded at once. Readers see it when the dialog is saved. */
export function PortraitField({ portrait, onChange }: Props) {
  const upload = useServerAction(uploadPortrait);
  const choose = useRef<HTMLButtonElement>(null);
  const [isChoosing, setChoosing] = useState(false);
  return (
    <fieldset className={classes.field}>
      <legend>Portrait</legend>
      <div className={classes.row}>
        {portrait ? (
          // biome-ignore lint/performance/noImgElement: a rendition of about the size that is shown is there already
          <img src={portrait.src} alt="Portrait" width={64} height={64} />
        ) : (
          <span className={classes.none}>None</span>
        )}
        <Button ref={choose} variant="default" onClick={() => setChoosing(true)}>
          {upload.pending ? "Uploading …" : portrait ? "Replace portrait" : "Choose portrait"}
        </Button>
        {portrait && (
          <Button
            variant="default"
            onClick={() => {
              choose.current?.focus(); // this button is about to go
              onChange(null);
            }}
          >
            Remove portrait
          </Button>
        )}
      </div>
      <p className="dim">Optional. Shown as a circle on the author’s page.</p>
      <Problem failure={upload.failure} />
      {isChoosing && (
        <LazyPicker
          isMultiple={false}
          close={() => setChoosing(false)}
          choose={(chosen) => {
            setChoosing(false);
            const [file] = "files" in chosen ? chosen.files : [];
            const [picture] = "pictures" in chosen ? chosen.pictures : [];
            if (file) upload.send(file, ({ id, src }) => onChange({ id, src }));
            else if (picture) onChange({ id: picture.id, src: picture.src });
          }}
        />
      )}
    </fieldset>
  );
}
