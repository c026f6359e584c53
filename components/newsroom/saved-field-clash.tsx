import classes from "./saved-field-clash.module.css";
import type { SavedField } from "./use-saved-field.ts";

type Props = {
  field: Pick<SavedField<unknown>, "hasClash" | "draft" | "keepMine" | "takeTheirs">;
  /** What somebody else has written into the field. */
  theirs: string | null;
};

/** Shows what somebody else has written into a field meanwhile, and asks which of the two is to stay. */
export function SavedFieldClash({ field, theirs }: Props) {
  if (!field.hasClash || field.draft === null) return null;
  return (
    <div className={classes.clash} role="alert">
      <b>Somebody else changed this to {theirs ? "" : "nothing"}</b>
      {theirs && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, also by keyboard
        <q className={classes.theirs} tabIndex={0}>
          {theirs}
        </q>
      )}{" "}
      Which one is to stay?
      <div>
        <button type="button" onClick={field.keepMine}>
          Keep mine
        </button>
        <button type="button" onClick={field.takeTheirs}>
          Keep theirs
        </button>
      </div>
    </div>
  );
}
