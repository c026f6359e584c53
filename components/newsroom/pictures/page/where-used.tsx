import Link from "next/link";
import type { ReactNode } from "react";
import type { PictureUse, PictureUses, UsePlace } from "#lib/picture-desk/use-data.ts";
import classes from "./picture-page.module.css";

const titles: Record<UsePlace, string> = {
  LIVE: "Readers see it in",
  HIDDEN: "Hidden from readers in",
  DRAFT: "Drafts",
  EARLIER: "Earlier versions",
};
const order: readonly UsePlace[] = ["LIVE", "HIDDEN", "DRAFT", "EARLIER"];

/** The stories, pages, authors and sections that use a picture, as far as the person may see them. `children`: what can be done about it. */
export function WhereUsed({ uses, children }: { uses: PictureUses; children?: ReactNode }) {
  const { stories, authors, fallbacks, moreCount, unseenCount } = uses;
  const isUnused = stories.length + authors.length + fallbacks.length + unseenCount === 0;
  return (
    <section className={classes.section} aria-labelledby="used-title">
      <h2 id="used-title">Where used</h2>
      {isUnused && <p className="small dim">No story, page, author or section uses it.</p>}
      {order.map((place) => (
        <Uses key={place} title={titles[place]} stories={stories.filter((one) => one.place === place)} />
      ))}
      {authors.length > 0 && (
        <div>
          <h3>Portrait of</h3>
          <ul className={classes.uses}>
            {authors.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
        </div>
      )}
      {fallbacks.length > 0 && (
        <div>
          <h3>Picture of</h3>
          <ul className={classes.uses}>
            {fallbacks.map(({ place, name }) => (
              <li key={place}>{name === null ? "The paper" : `Section ${name}`}</li>
            ))}
          </ul>
        </div>
      )}
      {moreCount > 0 && <p className="small dim">And {moreCount.toLocaleString("en-GB")} more.</p>}
      {unseenCount > 0 && <p className="small dim">And {unseenCount.toLocaleString("en-GB")} that you may not see.</p>}
      {!isUnused && children}
    </section>
  );
}

function Uses({ title, stories }: { title: string; stories: readonly PictureUse[] }) {
  if (stories.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <ul className={classes.uses}>
        {stories.map(({ storyId, kind, headline }) => (
          <li key={storyId}>
            <Link className="link" href={`/desk/stories/${storyId}`}>
              {headline || "Untitled"}
            </Link>
            {kind === "PAGE" && <span className="dim"> (page)</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
