import classes from "../panel/panel.module.css";

/** Instead of what belongs to a story that is stored. */
export const NothingWritten = () => (
  <p className={classes.hint}>Nothing is written yet. The story is stored with its first character.</p>
);
