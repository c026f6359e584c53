"use client";
import { Button, FileButton } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRef } from "react";
import type { Failure, Result } from "#lib/errors.ts";
import { takeOffMasthead } from "#lib/site/actions.ts";
import { type Masthead, mastheadPath } from "#lib/site/masthead-schema.ts";
import classes from "../forms.module.css";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import own from "./masthead-form.module.css";

/** Server actions do not accept files of this size. */
async function sendMasthead(file: File): Promise<Result<Masthead>> {
  const response = await fetch("/api/masthead", { method: "POST", body: file });
  // The response of a route, see lib/route.ts.
  return (await response.json().catch((): Failure => ({ ok: false, code: "BUSY" }))) as Result<Masthead>;
}

/** The name of the paper above every page: as text, or as its logo. A logo is saved as soon as it is chosen. */
export function MastheadForm({ name, masthead }: { name: string; masthead: Masthead | null }) {
  const draw = useServerAction(sendMasthead);
  const remove = useServerAction(takeOffMasthead);
  const choose = useRef<HTMLButtonElement>(null);
  const takeOff = () =>
    remove.send({}, () => {
      choose.current?.focus(); // focus moves because this button is about to be removed
      notifications.show({ message: "Logo removed. Readers see the name of the paper now." });
    });
  return (
    <section className={classes.form} aria-labelledby="logo-title">
      <h2 id="logo-title">Logo</h2>
      <p className={own.about}>
        Shown above every page instead of the name. SVG or PNG with a transparent background, at least 240 pixels high;
        black is inverted in dark mode. It is saved as soon as you choose it.
      </p>
      <div className={own.shown} data-ink={masthead?.ink}>
        {masthead ? (
          // biome-ignore lint/performance/noImgElement: it is as large as it will be
          <img src={mastheadPath(masthead)} width={masthead.width} height={masthead.height} alt={name} />
        ) : (
          <span>{name}</span>
        )}
      </div>
      <div className={own.buttons}>
        <FileButton
          accept="image/svg+xml,image/png,image/webp,image/jpeg,image/avif,image/gif"
          onChange={(file) =>
            file && draw.send(file, () => notifications.show({ message: "Logo saved. Readers see it now." }))
          }
        >
          {(props) => (
            // Not disabled during the upload: it would lose focus, and the last choice wins anyway.
            <Button {...props} ref={choose} variant="default">
              {draw.pending ? "Uploading …" : masthead ? "Replace logo" : "Upload logo"}
            </Button>
          )}
        </FileButton>
        {masthead && (
          <Button variant="default" loading={remove.pending} onClick={takeOff}>
            Remove logo
          </Button>
        )}
      </div>
      <Problem failure={draw.failure ?? remove.failure} />
    </section>
  );
}
