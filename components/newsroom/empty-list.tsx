import type { TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./empty.module.css";

type Props = { icon: TablerIcon; title: string; text?: string; children?: ReactNode };

/** Shown instead of a list that has no rows: what is missing, and how rows come into it. */
export const EmptyList = ({ icon: Icon, title, text, children }: Props) => (
  <div className={classes.empty}>
    <Icon size={28} stroke={1.3} aria-hidden="true" />
    <h2>{title}</h2>
    {text && <p>{text}</p>}
    {children}
  </div>
);
