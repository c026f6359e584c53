"use client";
import { Button } from "@mantine/core";
import dynamic from "next/dynamic";
import { useRef } from "react";
import { acceptedPictures } from "#lib/pictures/limits.ts";
import { Dialog, DialogFoot } from "../../dialog.tsx";
import type { PickerProps } from "./picture-picker.tsx";

/** The dialog "Choose a picture". Its code is loaded when it is first opened. */
export const LazyPicker = dynamic<PickerProps>(
  // A screen with unsaved text must not break because this could not be loaded.
  () => import("./picture-picker.tsx").catch(() => ({ default: UploadOnly })),
  { ssr: false },
);

/** Without a connection the library is out of reach, but files can be chosen and are uploaded later. */
function UploadOnly({ isMultiple, choose, close }: PickerProps) {
  const files = useRef<HTMLInputElement>(null);
  return (
    <Dialog opened onClose={close} title="Choose a picture">
      <p>The library could not be loaded. Try again when you are online, or choose a file from this device.</p>
      <input
        ref={files}
        type="file"
        hidden
        accept={acceptedPictures}
        multiple={isMultiple}
        onChange={(event) => choose({ files: [...(event.currentTarget.files ?? [])] })}
      />
      <DialogFoot>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button variant="filled" onClick={() => files.current?.click()}>
          Upload from this device
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
