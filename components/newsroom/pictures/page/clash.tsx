import type { ReactNode } from "react";
import { SavedFieldClash } from "#components/newsroom/saved-field-clash.tsx";
import classes from "./picture-page.module.css";

type ClashProps = Parameters<typeof SavedFieldClash>[0] & { children: ReactNode };

/** A field, and below it the question which text is to stay if somebody else has changed it meanwhile. */
export const Clash = ({ field, theirs, children }: ClashProps) => (
  <div className={classes.field}>
    {children}
    <SavedFieldClash field={field} theirs={theirs} />
  </div>
);
