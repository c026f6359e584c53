import type { TablerIcon } from "@tabler/icons-react";
import classes from "./empty.module.css";

type Props = { icon: TablerIcon; title: string; text?: string };

/** Shown instead of a list that has no rows: what is missing, and how rows come into it. */
export const EmptyList = ({ icon: Icon, title, text }: Props) => (
  <div className={classes.empty}>
    <Icon size={28} stroke={1.3} aria-hidden="true" />
    <h2>{title}</h2>
    {text && <p>{text}</p>}
  </div>
);
