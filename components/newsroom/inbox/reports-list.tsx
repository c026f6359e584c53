import { IconInbox } from "@tabler/icons-react";
import Link from "next/link";
import type { ReportRow } from "#lib/reports/types.ts";
import emptyClasses from "../empty.module.css";
import { When } from "../when.tsx";
import { HandleReport } from "./handle-report.tsx";
import classes from "./reports.module.css";

/** Errors that readers reported, newest first, each with the passage of the story. */
export function ReportsList({ rows }: { rows: readonly ReportRow[] }) {
  return (
    <ul className={classes.list} aria-label="Reports from readers">
      {rows.map(({ id, story, quote, message, email, at, handled }) => {
        const headline = story.headline || "Untitled";
        return (
          <li key={id}>
            <div className={classes.head}>
              <Link className="link" href={`/desk/stories/${story.id}`}>
                {headline}
              </Link>
              <span>
                <When at={at} />
              </span>
            </div>
            {quote !== "" && <blockquote>{quote}</blockquote>}
            <p className={classes.message}>{message}</p>
            <div className={classes.foot}>
              {email !== "" && (
                <a
                  className="link"
                  href={`mailto:${encodeURIComponent(email).replace("%40", "@")}?subject=${encodeURIComponent(headline)}`}
                >
                  {email}
                </a>
              )}
              {handled && (
                <span>
                  Resolved by {handled.by}, <When at={handled.at} isAgo />
                </span>
              )}
              <HandleReport reportId={id} isHandled={handled !== null} headline={headline} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}

export function NoReports({ isDone }: { isDone: boolean }) {
  return (
    <div className={emptyClasses.empty}>
      <IconInbox size={28} stroke={1.3} aria-hidden="true" />
      <h2>{isDone ? "No resolved reports" : "No open reports"}</h2>
      <p>Readers can report an error at the end of every story. Their reports stay here until they are resolved.</p>
    </div>
  );
}
