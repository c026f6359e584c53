"use client";
import { ActionIcon, Drawer, Tooltip } from "@mantine/core";
import { IconDots, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from "@tabler/icons-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { StartedHere } from "#components/editor/new-story/started-here.tsx";
import { AccountMenu, AccountSheet } from "./account-menu.tsx";
import { CurrentNavItem } from "./current-nav-item.tsx";
import { useUnread } from "./inbox/use-unread.ts";
import { type NavItem, navItemsFor } from "./nav-items.ts";
import { useActor } from "./newsroom-context.tsx";
import { railCookie } from "./rail-cookie.ts";
import classes from "./shell.module.css";

type Props = {
  paper: string;
  slim: boolean;
  /** Number of unread notifications. */
  unread: number;
  children: ReactNode;
};

/** Rail, page and, on phones, the bottom bar. In the editor the rail is always collapsed, to leave room for the text. */
export function Shell({ paper, slim: slimAtFirst, unread: unreadAtFirst, children }: Props) {
  const actor = useActor();
  const address = usePathname();
  const [place, setPlace] = useState<string | null>(null);
  const path = place ?? address;
  const [chosenSlim, setChosenSlim] = useState(slimAtFirst);
  const inEditor = /^\/desk\/stories\/[^/]+/.test(address);
  const slim = chosenSlim || inEditor;
  const places = navItemsFor(actor);
  const unread = useUnread(unreadAtFirst);

  // A story beside another one is shown in a frame, without the ways to other pages.
  useEffect(() => {
    if (window.parent !== window) document.documentElement.dataset.framed = "";
  }, []);

  const toggle = () => {
    setChosenSlim(!chosenSlim);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is still missing in one of the big browsers.
    document.cookie = `${railCookie}=${chosenSlim ? "wide" : "slim"};path=/;max-age=31536000;samesite=lax`;
  };

  return (
    <div className={classes.app} data-slim={slim || undefined}>
      <a className="skip" href="#page">
        Skip to content
      </a>
      <div className={classes.rail}>
        <header className={classes.brand}>
          <Link href="/desk" aria-label="Galley, home">
            <b>
              G<i>alley</i>
            </b>
          </Link>
          <span className={classes.paper} title={paper}>
            {paper}
          </span>
        </header>
        <nav aria-label="Newsroom">
          <Places places={places.desk} path={path} slim={slim} unread={unread} />
        </nav>
        {places.admin.length > 0 && (
          <nav aria-labelledby="rail-admin">
            <h2 id="rail-admin" className={classes.heading}>
              Admin
            </h2>
            <Places places={places.admin} path={path} slim={slim} />
          </nav>
        )}
        <div className={classes.foot}>
          <AccountMenu slim={slim} />
          {!inEditor && (
            <Tooltip label={slim ? "Expand sidebar" : "Collapse sidebar"} position="right">
              <ActionIcon
                className={classes.toggle}
                aria-label={slim ? "Expand sidebar" : "Collapse sidebar"}
                aria-expanded={!slim}
                onClick={toggle}
              >
                {slim ? <IconLayoutSidebarLeftExpand size={16} /> : <IconLayoutSidebarLeftCollapse size={16} />}
              </ActionIcon>
            </Tooltip>
          )}
        </div>
      </div>
      <main id="page" tabIndex={-1} className={classes.page}>
        <CurrentNavItem value={setPlace}>
          <StartedHere>{children}</StartedHere>
        </CurrentNavItem>
      </main>
      <PhoneBar places={places} path={path} hidden={inEditor} unread={unread} />
    </div>
  );
}

type PlacesProps = { places: NavItem[]; path: string; slim: boolean; unread?: number; onGo?: () => void };

function Places({ places, path, slim, unread = 0, onGo }: PlacesProps) {
  return (
    <ul className={classes.places}>
      {places.map(({ name, href, icon: Icon, match, counted }) => (
        <li key={href}>
          <Tooltip label={name} position="right" disabled={!slim}>
            <Link
              href={href}
              // A collapsed rail shows no labels.
              aria-label={counted && unread > 0 ? `${name} ${unread} unread` : name}
              aria-current={match.test(path) ? "page" : undefined}
              {...(onGo ? { onClick: onGo } : {})}
            >
              <Icon size={16} stroke={1.6} aria-hidden="true" />
              <span>{name}</span>
              {counted && <Unread count={unread} />}
            </Link>
          </Tooltip>
        </li>
      ))}
    </ul>
  );
}

function Unread({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <em className={classes.unread}>
      {count > 99 ? "99+" : count}
      <i className="vh"> unread</i>
    </em>
  );
}

type BarProps = { places: ReturnType<typeof navItemsFor>; path: string; hidden: boolean; unread: number };

function PhoneBar({ places, path, hidden, unread }: BarProps) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const inBar = places.desk.filter(({ isBehindMore }) => !isBehindMore);
  const behindMore = places.desk.filter(({ isBehindMore }) => isBehindMore);
  const inMore = !inBar.some(({ match }) => match.test(path));
  if (hidden) return null;
  return (
    <nav className={classes.tabbar} aria-label="Newsroom">
      {inBar.map(({ name, href, icon: Icon, match, counted }) => (
        <Link key={href} href={href} aria-current={match.test(path) ? "page" : undefined}>
          <Icon size={20} stroke={1.6} aria-hidden="true" />
          {name}
          {counted && <Unread count={unread} />}
        </Link>
      ))}
      <button
        type="button"
        aria-haspopup="dialog"
        aria-current={inMore ? "true" : undefined}
        onClick={() => setOpen(true)}
      >
        <IconDots size={20} stroke={1.6} aria-hidden="true" />
        More
      </button>
      <Drawer
        opened={open}
        onClose={close}
        position="bottom"
        size="auto"
        title="More"
        radius="12px 12px 0 0"
        classNames={{ content: classes.sheetFrame ?? "", body: classes.sheet ?? "" }}
      >
        {behindMore.length > 0 && (
          <nav aria-label="More">
            <Places places={behindMore} path={path} slim={false} onGo={close} />
          </nav>
        )}
        {places.admin.length > 0 && (
          <nav aria-label="Admin">
            <h2 className={classes.heading}>Admin</h2>
            <Places places={places.admin} path={path} slim={false} onGo={close} />
          </nav>
        )}
        <AccountSheet onGo={close} />
      </Drawer>
    </nav>
  );
}
