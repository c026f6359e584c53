"use client";
import { Button } from "@mantine/core";
import dynamic from "next/dynamic";
import { Dialog, DialogFoot } from "#components/newsroom/dialog.tsx";
import { accepts, chooseFile } from "./choose-media.ts";
import type { MediaPickerProps } from "./media-picker.tsx";

/** The dialog in which a video, a sound or a document is chosen. Its code is loaded when it is first opened. */
export const LazyMediaPicker = dynamic<MediaPickerProps>(
  // A screen with unsaved text must not break because this could not be loaded.
  () => import("./media-picker.tsx").catch(() => ({ default: UploadOnly })),
  { ssr: false },
);

/** What was uploaded before is out of reach without a connection. */
function UploadOnly({ choice, choose, close }: MediaPickerProps) {
  return (
    <Dialog opened onClose={close} title="Choose a file">
      <p>The uploaded files could not be loaded. Try again when you are online, or choose a file from this device.</p>
      <DialogFoot>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button
          variant="filled"
          onClick={() => void chooseFile(accepts[choice]).then((file) => file && choose({ file }))}
        >
          Upload from this device
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
