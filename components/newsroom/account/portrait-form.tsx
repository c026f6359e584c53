"use client";
import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { saveOwnPortrait } from "#lib/authors/actions.ts";
import type { Portrait } from "#lib/authors/data.ts";
import { PictureField } from "../admin/picture-field.tsx";
import forms from "../forms.module.css";
import type { ChosenPicture } from "../pictures/upload-picture.ts";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";

/** The portrait of the byline that belongs to the account. */
export function PortraitForm({ now }: { now: Portrait | null }) {
  const { send, pending, failure } = useServerAction(saveOwnPortrait);
  const [portrait, setPortrait] = useState<ChosenPicture | null>(now);
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        send({ portrait: portrait?.id ?? null }, () => notifications.show({ message: "Portrait saved" }));
      }}
    >
      <PictureField
        noun="portrait"
        title="Portrait"
        about="Optional. Readers see it as a circle on the page of your byline."
        isRound
        picture={portrait}
        onChange={setPortrait}
      />
      {now?.isHidden && portrait?.id === now.id && (
        <p className="dim small">Readers do not see this picture now, because of its rights. Choose another one.</p>
      )}
      <Problem failure={failure} />
      <Button type="submit" loading={pending}>
        Save portrait
      </Button>
    </form>
  );
}
