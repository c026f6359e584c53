import { IconFileInfo } from "@tabler/icons-react";
import classes from "../empty.module.css";
import { NewStory } from "../stories/new-story.tsx";

/** Shown instead of an empty list. */
export const NoPages = () => (
  <div className={classes.empty}>
    <IconFileInfo size={28} stroke={1.3} aria-hidden="true" />
    <h2>No pages yet</h2>
    <p>
      Pages such as About, Contact, Ethics or Corrections policy. Published pages are linked in the footer of the site,
      and search engines read them as your policies.
    </p>
    <NewStory kind="PAGE" name="Write the first page" />
  </div>
);
