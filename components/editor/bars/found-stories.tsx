"use client";
import type { StoryLook } from "../lookup.ts";
import classes from "./bars.module.css";
import type { StorySearch } from "./use-found-stories.ts";

type Props = { search: StorySearch; without: readonly string[]; choose: (story: StoryLook) => void; none?: string };

/** Search results, each as a button. */
export function FoundStories({
  search: { found, failed },
  without,
  choose,
  none = "No published stories found.",
}: Props) {
  const shown = found?.filter(({ id }) => !without.includes(id));
  return (
    <>
      {failed && <p role="alert">The stories could not be searched. Try again in a moment.</p>}
      {found === null && !failed && <p className="dim">Searching…</p>}
      <ul className={classes.stories} aria-label="Stories found">
        {shown?.map((story) => (
          <li key={story.id}>
            <button type="button" onClick={() => choose(story)}>
              <b>{story.headline || "Untitled"}</b>
              <span>{story.path ?? "Not published"}</span>
            </button>
          </li>
        ))}
      </ul>
      {shown?.length === 0 && !failed && <p className="dim">{none}</p>}
    </>
  );
}
