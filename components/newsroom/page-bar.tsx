import type { ReactNode } from "react";
import classes from "./page.module.css";

type Props = {
  title: string;
  /** The number of items, shown next to the title. */
  count?: number;
  /** The search field and the primary button, at the end of the line. */
  children?: ReactNode;
};

/** The top bar of a newsroom page. */
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

/** The line of filters below the top bar. */
export function PageFilters({ children }: { children: ReactNode }) {
  return <div className={classes.filters}>{children}</div>;
}

/** The scrolling part of a page. `narrow` is for forms. */
export function PageBody({ narrow = false, children }: { narrow?: boolean; children: ReactNode }) {
  return (
    <div className={classes.body} data-narrow={narrow || undefined}>
      {children}
    </div>
  );
}
