import Link from "next/link";
import classes from "../stories/stories.module.css";

type Props = {
  current: "all" | "unread" | "readers" | "watching" | "story";
  unread: number;
  /** The number of open reports from readers; null for people who do not handle them. */
  reports: number | null;
};

/** The views of the inbox: a person’s notices, what they watch and, for editors, reports from readers. */
export function InboxViews({ current, unread, reports }: Props) {
  const views = [
    { key: "all", name: "All", href: "/desk/inbox", count: null },
    { key: "unread", name: "Unread", href: "/desk/inbox?show=unread", count: unread },
    ...(reports === null
      ? []
      : [{ key: "readers", name: "From readers", href: "/desk/inbox/readers", count: reports }]),
    { key: "watching", name: "Watching", href: "/desk/inbox/watching", count: null },
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
