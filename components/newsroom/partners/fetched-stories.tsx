import Link from "next/link";
import type { FetchedStory } from "#lib/partners/types.ts";
import { When } from "../when.tsx";
import { holderState, versionName } from "./holder-words.ts";
import classes from "./partners.module.css";

/** Which partner has which versions of which story. Of stories whose partner is known, `partnerId` names it. */
export function FetchedStories({ stories, isOfOnePartner }: { stories: FetchedStory[]; isOfOnePartner: boolean }) {
  if (stories.length === 0) return <p className={classes.none}>No story was fetched yet.</p>;
  return (
    <ul className={classes.stories} aria-label="Fetched stories">
      {stories.map(({ id, headline, isPublished, holders }) => (
        <li key={id}>
          <p className={classes.headline}>
            <Link className="link" href={`/desk/stories/${id}`}>
              {headline || "Story without a headline"}
            </Link>
            {!isPublished && <span className="dim"> taken down</span>}
          </p>
          <ul className={classes.holders}>
            {holders.map((holder) => (
              <li key={holder.partnerId}>
                {!isOfOnePartner && (
                  <Link className="link" href={`/admin/partners/${holder.partnerId}`}>
                    {holder.partner}
                  </Link>
                )}
                <span className={holder.isOutdated ? classes.bad : "dim"}>{holderState(holder)}</span>
                <span className="dim">
                  {holder.versions.map((version, index) => (
                    <span key={`${version.version} ${version.status}`}>
                      {index > 0 && ", "}
                      {versionName(version)} (<When at={version.at} isAgo />)
                    </span>
                  ))}
                </span>
              </li>
            ))}
          </ul>
          {isOfOnePartner && (
            <Link className={classes.others} href={`/admin/partners?story=${id}`}>
              All partners that have it
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
