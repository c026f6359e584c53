import { IconAlignLeft, IconSearch } from "@tabler/icons-react";
import Link from "next/link";
import classes from "../empty.module.css";
import { type Filters, listAddress } from "./list-address.ts";
import { NewStory } from "./new-story.tsx";

/** What is said in place of rows: nothing has been written yet, or nothing fits. */
export function NoStories({ filters }: { filters: Filters }) {
  const isNarrowed = Object.values(filters).some(Boolean);
  const Icon = isNarrowed ? IconSearch : IconAlignLeft;
  return (
    <div className={classes.empty}>
      <Icon size={28} stroke={1.3} aria-hidden="true" />
      {isNarrowed ? (
        <>
          <h2>No story fits</h2>
          <p>
            {filters.q ? (
              <>
                Nothing has “{filters.q}” in its headline or its authors
                {Object.keys(filters).length > 1 && " and fits these filters"}.
              </>
            ) : (
              "Nothing stands like this at the moment."
            )}
          </p>
          <Link className="link" href={listAddress({})}>
            Show all stories
          </Link>
        </>
      ) : (
        <>
          <h2>Nothing is written yet</h2>
          <p>A story is saved as you type, and no reader sees it before an editor publishes it.</p>
          <NewStory name="Write the first story" />
        </>
      )}
    </div>
  );
}
