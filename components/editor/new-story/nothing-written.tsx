import classes from "../panel/panel.module.css";

/** Shown instead of panels that need a stored story. */
export const NothingWritten = () => (
  <p className={classes.hint}>Nothing written yet. The story is saved as soon as you start typing.</p>
);
