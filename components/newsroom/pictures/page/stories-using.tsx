import Link from "next/link";
import type { PictureUse, StoryUses, UsePlace } from "#lib/picture-desk/use-data.ts";
import classes from "./picture-page.module.css";

const titles: Record<UsePlace, string> = {
  LIVE: "Readers see it in",
  HIDDEN: "Hidden from readers in",
  DRAFT: "Drafts",
  EARLIER: "Earlier versions",
};
const order: readonly UsePlace[] = ["LIVE", "HIDDEN", "DRAFT", "EARLIER"];

/** The stories and pages that use a picture or a file, by how they use it, as far as the person may see them. */
export function StoriesUsing({ uses: { stories, moreCount, unseenCount } }: { uses: StoryUses }) {
  return (
    <>
      {order.map((place) => (
        <Uses key={place} title={titles[place]} stories={stories.filter((one) => one.place === place)} />
      ))}
      {moreCount > 0 && <p className="small dim">And {moreCount.toLocaleString("en-GB")} more.</p>}
      {unseenCount > 0 && <p className="small dim">And {unseenCount.toLocaleString("en-GB")} that you may not see.</p>}
    </>
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
