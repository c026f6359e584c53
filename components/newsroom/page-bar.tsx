import type { ReactNode } from "react";
import classes from "./page.module.css";

type Props = {
  title: string;
  /** How many there are, beside the title. */
  count?: number;
  /** Search and the one filled button, at the end of the line. */
  children?: ReactNode;
};

/** The first line of a page of the newsroom. */
export function PageBar({ title, count, children }: Props) {
  return (
    <header className={classes.bar}>
      <h1>
        {title}
        {count !== undefined && <span className={classes.count}>{count.toLocaleString("en-GB")}</span>}
      </h1>
      <div className={classes.tools}>{children}</div>
    </header>
  );
}

/** The line of filters under it. */
export function PageFilters({ children }: { children: ReactNode }) {
  return <div className={classes.filters}>{children}</div>;
}

/** The part of a page that scrolls. `narrow` for forms. */
export function PageBody({ narrow = false, children }: { narrow?: boolean; children: ReactNode }) {
  return (
    <div className={classes.body} data-narrow={narrow || undefined}>
      {children}
    </div>
  );
}
