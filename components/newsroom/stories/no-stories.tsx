import { IconAlignLeft, IconSearch } from "@tabler/icons-react";
import Link from "next/link";
import classes from "../empty.module.css";
import { type Filters, listAddress } from "./list-address.ts";
import { NewStory } from "./new-story.tsx";

/** Shown instead of an empty list: there are no stories yet, or none match. */
export function NoStories({ filters }: { filters: Filters }) {
  const isNarrowed = Object.values(filters).some(Boolean);
  const Icon = isNarrowed ? IconSearch : IconAlignLeft;
  return (
    <div className={classes.empty}>
      <Icon size={28} stroke={1.3} aria-hidden="true" />
      {isNarrowed ? (
        <>
          <h2>No stories found</h2>
          <p>
            {filters.q ? (
              <>
                No story has “{filters.q}” in its headline or authors
                {Object.keys(filters).length > 1 && " and matches these filters"}.
              </>
            ) : (
              "No stories match these filters."
            )}
          </p>
          <Link className="link" href={listAddress({})}>
            Show all stories
          </Link>
        </>
      ) : (
        <>
          <h2>No stories yet</h2>
          <p>A story is saved as you type. Readers see it only after an editor publishes it.</p>
          <NewStory name="Write the first story" />
        </>
      )}
    </div>
  );
}
