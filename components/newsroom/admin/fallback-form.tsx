"use client";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { savePaperFallback } from "#lib/picture-desk/fallback-actions.ts";
import type { FallbackChoice } from "#lib/picture-desk/fallback-data.ts";
import type { ChosenPicture } from "../pictures/upload-picture.ts";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import { PictureField } from "./picture-field.tsx";

/** The fallback picture of the paper, which is saved as soon as it is chosen. */
export function FallbackForm({ picture }: { picture: FallbackChoice | null }) {
  const { send, failure } = useServerAction(savePaperFallback);
  const [shown, setShown] = useState<ChosenPicture | null>(picture);
  const save = (chosen: ChosenPicture | null) =>
    send({ pictureId: chosen?.id ?? null }, () => {
      setShown(chosen);
      notifications.show({ message: "Fallback picture saved. Readers see it now." });
    });
  return (
    <div>
      <PictureField
        noun="fallback picture"
        title="Fallback picture"
        about="Readers see it in place of a main picture that is withdrawn or whose rights have ended, unless the section has a picture of its own. It is saved as soon as you choose it."
        picture={shown}
        onChange={save}
      />
      {picture?.isHidden && shown?.id === picture.id && (
        <p className="dim small">Readers do not see this picture now, because of its rights. Choose another one.</p>
      )}
      <Problem failure={failure} />
    </div>
  );
}
