import { IconInbox } from "@tabler/icons-react";
import Link from "next/link";
import type { ReportRow } from "#lib/reports/types.ts";
import emptyClasses from "../empty.module.css";
import { When } from "../when.tsx";
import { HandleReport } from "./handle-report.tsx";
import classes from "./reports.module.css";

/** What readers say is wrong, newest first, each with the words of the story that it is about. */
export function ReportsList({ rows }: { rows: readonly ReportRow[] }) {
  return (
    <ul className={classes.list} aria-label="Reports of readers">
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
                  Dealt with by {handled.by}, <When at={handled.at} />
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
      <h2>{isDone ? "Nothing dealt with yet" : "No reader waits for you"}</h2>
      <p>
        At the end of each story readers can report an error. What they write is kept here until somebody has dealt with
        it.
      </p>
    </div>
  );
}
