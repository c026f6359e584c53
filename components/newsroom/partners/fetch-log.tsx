import Link from "next/link";
import type { FetchRow } from "#lib/partners/types.ts";
import { When } from "../when.tsx";
import classes from "./partners.module.css";

const statusNames = { usable: "", withheld: "withheld, ", canceled: "kill, " } as const;

const countOf = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;

/** What a partner was sent, and when. */
export function FetchLog({ fetches }: { fetches: FetchRow[] }) {
  if (fetches.length === 0) return <p className={classes.none}>Nothing was fetched yet.</p>;
  return (
    <ul className={classes.fetches} aria-label="Fetches">
      {fetches.map(({ id, at, lastAt, requests, network, items }) => (
        <li key={id}>
          <details className={classes.fetch}>
            <summary>
              <span>
                <When at={at} />
              </span>
              <span>{countOf(items.length, "item", "items")}</span>
              <span className="dim">{network || "unknown network"}</span>
              <span className="dim">
                {requests > 1 && (
                  <>
                    {countOf(requests, "request", "requests")}, last <When at={lastAt} isAgo />
                  </>
                )}
              </span>
            </summary>
            <ul className={classes.items}>
              {items.map(({ story, version, status, headline }) => (
                <li key={`${story} ${version} ${status}`}>
                  <Link className="link" href={`/desk/stories/${story}`}>
                    {headline || "Story without a headline"}
                  </Link>
                  <span className="dim">
                    {statusNames[status]}version {version}
                  </span>
                </li>
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  );
}
