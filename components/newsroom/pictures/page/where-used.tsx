import Link from "next/link";
import type { PictureUse, PictureUses, UsePlace } from "#lib/picture-desk/use-data.ts";
import classes from "./picture-page.module.css";

const titles: Record<UsePlace, string> = {
  LIVE: "Readers see it in",
  HIDDEN: "Hidden from readers in",
  DRAFT: "Drafts",
  EARLIER: "Earlier versions",
};
const order: readonly UsePlace[] = ["LIVE", "HIDDEN", "DRAFT", "EARLIER"];

/** The stories, pages and authors that use a picture, as far as the person may see them. */
export function WhereUsed({ uses }: { uses: PictureUses }) {
  const { stories, authors, moreCount, unseenCount } = uses;
  const isUnused = stories.length + authors.length + unseenCount === 0;
  return (
    <section className={classes.section} aria-labelledby="used-title">
      <h2 id="used-title">Where used</h2>
      {isUnused && <p className="small dim">No story, page or author uses it.</p>}
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
      {moreCount > 0 && <p className="small dim">And {moreCount.toLocaleString("en-GB")} more.</p>}
      {unseenCount > 0 && <p className="small dim">And {unseenCount.toLocaleString("en-GB")} that you may not see.</p>}
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
