"use client";
import { Button, FileButton, Progress } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { type DragEvent, type ReactNode, useEffect, useState } from "react";
import { isPicture, uploadPicture } from "#components/editor/pictures/upload.ts";
import { UploadQueue } from "#components/editor/pictures/upload-queue.ts";
import { messages } from "../messages.ts";
import classes from "./library.module.css";
import { isPictureDrag } from "./picture-drag.ts";

/** Number of parallel uploads. */
const maxUploads = 4;

type UploadState = { key: number; name: string; part: number; problem: string | null };
export type LibraryUploads = {
  uploads: UploadState[];
  add: (files: readonly File[]) => void;
  dismiss: (key: number) => void;
};

let lastKey = 0;

/** Uploads of the library's page. The grid is refreshed after each. */
export function useLibraryUploads(): LibraryUploads {
  const router = useRouter();
  const [queue] = useState(() => new UploadQueue(maxUploads));
  const [uploads, setUploads] = useState<UploadState[]>([]);
  useEffect(() => {
    // Unfinished uploads are lost with the page.
    const ask = (event: BeforeUnloadEvent) => {
      if (queue.size > 0) event.preventDefault();
    };
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [queue]);

  const dismiss = (key: number) => setUploads((now) => now.filter((upload) => upload.key !== key));
  const add = (files: readonly File[]) => {
    for (const file of files) {
      const key = ++lastKey;
      const change = (given: Partial<UploadState>) =>
        setUploads((now) => now.map((upload) => (upload.key === key ? { ...upload, ...given } : upload)));
      const isUsable = isPicture(file);
      const problem = isUsable ? null : messages.NOT_A_PICTURE;
      setUploads((now) => [...now, { key, name: file.name, part: 0, problem }]);
      if (!isUsable) continue;
      queue.add(async () => {
        const answer = await uploadPicture(file, (part) => change({ part }));
        if (answer.ok) {
          dismiss(key);
          router.refresh();
        } else
          change({
            problem:
              answer.code === "OFFLINE"
                ? "The newsroom could not be reached. Try again when you are online."
                : messages[answer.code],
          });
      });
    }
  };
  return { uploads, add, dismiss };
}

export const UploadButton = ({ add }: Pick<LibraryUploads, "add">) => (
  <FileButton multiple accept="image/*,.heic,.heif" onChange={add}>
    {(props) => (
      <Button {...props} variant="filled" className={classes.upload ?? ""} aria-label="Upload pictures">
        <IconUpload size={16} stroke={1.8} aria-hidden="true" />
        <span>Upload pictures</span>
      </Button>
    )}
  </FileButton>
);

/** Takes files that are dropped on the library, and lists the uploads that are under way or have failed. */
export function UploadZone({ uploads, add, dismiss, children }: LibraryUploads & { children: ReactNode }) {
  const [isOver, setOver] = useState(false);
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files") && !isPictureDrag(event);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files are dropped here; the button does the same by keyboard
    <div
      className={classes.zone}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        add([...event.dataTransfer.files]);
      }}
    >
      {children}
      {uploads.length > 0 && (
        <ul className={classes.uploads} aria-label="Uploads">
          {uploads.map(({ key, name, part, problem }) => (
            <li key={key}>
              <span>{name}</span>
              {problem ? (
                <>
                  <span role="alert" className={classes.problem}>
                    {problem}
                  </span>
                  <Button size="compact-sm" onClick={() => dismiss(key)} aria-label={`Dismiss ${name}`}>
                    Dismiss
                  </Button>
                </>
              ) : (
                <Progress value={part * 100} aria-label={`Progress of ${name}`} />
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
