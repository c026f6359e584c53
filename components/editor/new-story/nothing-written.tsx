import classes from "../panel/panel.module.css";

/** Instead of what belongs to a story that is stored. */
export const NothingWritten = () => (
  <p className={classes.hint}>Nothing written yet. The story is saved as soon as you start typing.</p>
);
