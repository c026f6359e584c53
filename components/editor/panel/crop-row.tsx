"use client";
import { Button } from "@mantine/core";
import dynamic from "next/dynamic";
import { useState } from "react";
import { factsOfUse } from "#lib/pictures/crops.ts";
import type { PictureLook } from "../lookup.ts";
import type { UseCropProps } from "../pictures/use-crop-dialog.tsx";
import { Row } from "./rows.tsx";
import type { Field } from "./use-field.ts";

const UseCropDialog = dynamic<UseCropProps>(
  // A screen with unsaved text must not break because this could not be loaded.
  () => import("../pictures/use-crop-dialog.tsx").catch(() => ({ default: NotLoaded })),
  { ssr: false },
);

function NotLoaded({ close }: UseCropProps) {
  return (
    <p role="alert">
      The frame could not be loaded. Try again when you are online.{" "}
      <button type="button" onClick={close}>
        Close
      </button>
    </p>
  );
}

type Props = { field: Field; look: PictureLook; name: string };

/** The part of a picture that this story shows. */
export function CropRow({ field, look, name }: Props) {
  const [isOpen, setOpen] = useState(false);
  const cropOf = (value: Field["value"]) => (typeof value === "string" ? value : null);
  const words = (value: Field["value"]): string => {
    const { crop, width, height } = factsOfUse({ ...look, key: "", renditions: [] }, cropOf(value));
    return crop === undefined ? "Whole picture" : `${width} × ${height} pixels`;
  };
  return (
    <Row label="Crop" hint={words(field.value)} field={field} say={words}>
      {(id) => (
        <>
          <Button id={id} variant="default" size="xs" disabled={field.disabled} onClick={() => setOpen(true)}>
            Crop
          </Button>
          {isOpen && (
            <UseCropDialog
              name={name}
              look={look}
              crop={cropOf(field.value)}
              set={field.set}
              close={() => setOpen(false)}
            />
          )}
        </>
      )}
    </Row>
  );
}
