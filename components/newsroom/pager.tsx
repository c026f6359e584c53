import Link from "next/link";
import classes from "./pager.module.css";
import { type Query, withQuery } from "./query.ts";

type Props = {
  path: string;
  query: Query;
  /** The cursor of the next page; null on the last. */
  next: string | null;
  /** "50 of 312 people" */
  children?: string;
};

/** The pager of a list with cursors. The way back is the browser's own; the first page is always one click away. */
export function Pager({ path, query, next, children }: Props) {
  const beyond = query.after !== undefined && query.after !== "";
  if (!next && !beyond) return null;
  return (
    <nav className={classes.pager} aria-label="Pages">
      {children && <span>{children}</span>}
      <span className={classes.links}>
        {beyond && <Link href={withQuery(path, query, {})}>First page</Link>}
        {next && (
          <Link href={withQuery(path, query, { after: next })} rel="next">
            Next page
          </Link>
        )}
      </span>
    </nav>
  );
}
