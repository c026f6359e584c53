import Link from "next/link";
import classes from "../stories/stories.module.css";

type Props = {
  current: "all" | "unread" | "readers";
  unread: number;
  /** Open reports of readers; null for who does not deal with them. */
  reports: number | null;
};

/** The parts of the inbox: what is written to a person, and for editors what readers write to the paper. */
export function InboxViews({ current, unread, reports }: Props) {
  const views = [
    { key: "all", name: "All", href: "/desk/inbox", count: null },
    { key: "unread", name: "Unread", href: "/desk/inbox?show=unread", count: unread },
    ...(reports === null
      ? []
      : [{ key: "readers", name: "From readers", href: "/desk/inbox/readers", count: reports }]),
  ];
  return (
    <nav className={classes.views} aria-label="Views">
      {views.map(({ key, name, href, count }) => (
        <Link key={key} href={href} {...(key === current ? { "aria-current": "page" as const } : {})}>
          {name} {count !== null && <span>{count.toLocaleString("en-GB")}</span>}
        </Link>
      ))}
    </nav>
  );
}
