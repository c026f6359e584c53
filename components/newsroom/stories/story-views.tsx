import Link from "next/link";
import { type Filters, listAddress, type StoryListView } from "./list-address.ts";
import classes from "./stories.module.css";

type Props = { views: (StoryListView & { count: number })[]; filters: Filters };

/** The usual lists, one click each. The current one is the one that the URL matches. */
export function StoryViews({ views, filters }: Props) {
  const here = listAddress(filters);
  return (
    <nav className={classes.views} aria-label="Views">
      {views.map(({ name, filters: own, count }) => {
        const href = listAddress(own);
        return (
          <Link key={name} href={href} {...(href === here ? { "aria-current": "page" as const } : {})}>
            {name} <span>{count.toLocaleString("en-GB")}</span>
          </Link>
        );
      })}
    </nav>
  );
}
