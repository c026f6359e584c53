"use client";
import { type Accent, accents } from "#lib/site/schema.ts";
import classes from "./accent-choice.module.css";

type Props = { label: string; description?: string; chosen: Accent; error?: string | undefined };

const nameOf = (accent: Accent): string => `${accent[0]?.toUpperCase()}${accent.slice(1)}`;

/** The accent colours of the public site, each shown in its own colour. */
export function AccentChoice({ label, description, chosen, error }: Props) {
  return (
    <fieldset className={classes.choice}>
      <legend>{label}</legend>
      {description && <p>{description}</p>}
      <div className={classes.swatches}>
        {accents.map((accent) => (
          <label key={accent}>
            <input type="radio" name="accent" value={accent} defaultChecked={accent === chosen} />
            <span className={classes.swatch} data-accent={accent} aria-hidden="true" />
            {nameOf(accent)}
          </label>
        ))}
      </div>
      {error && <p role="alert">{error}</p>}
    </fieldset>
  );
}
