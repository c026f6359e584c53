import type { CardStory } from "#lib/fronts/desk-data.ts";
import { useTimes } from "../newsroom-context.tsx";
import { When } from "../when.tsx";
import classes from "./collections.module.css";

/** The state of a story, with what it means for a page that shows it. */
export function StoryLine({ story }: { story: CardStory | undefined }) {
  const times = useTimes();
  if (!story || story.state === "not live")
    return <p className={classes.state}>Not published: readers see it here when it is</p>;
  if (story.state === "unlisted")
    return <p className={classes.state}>Removed from lists: readers do not see it here</p>;
  if (story.state === "scheduled")
    return (
      <p className={classes.state}>
        Scheduled{story.at && ` for ${times.full(new Date(story.at))}`}: readers see it here from then on
      </p>
    );
  return (
    <p className={classes.state}>
      {story.section}
      {story.at && (
        <>
          {" · "}
          <When at={story.at} />
        </>
      )}
    </p>
  );
}
