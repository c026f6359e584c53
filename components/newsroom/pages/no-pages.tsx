import { IconFileInfo } from "@tabler/icons-react";
import classes from "../empty.module.css";
import { NewStory } from "../stories/new-story.tsx";

/** What is said in place of rows. */
export const NoPages = () => (
  <div className={classes.empty}>
    <IconFileInfo size={28} stroke={1.3} aria-hidden="true" />
    <h2>There are no pages yet</h2>
    <p>
      About, contact, ethics, corrections policy, ownership: readers find what is out at the foot of every page, and
      search engines as what the paper holds to.
    </p>
    <NewStory kind="PAGE" name="Write the first page" />
  </div>
);
