"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { readNotice } from "#lib/inbox/actions.ts";

type Props = { noticeId: string; href: string; isUnread: boolean; children: ReactNode };

/** Leads to what a notice is about, and marks the notice as read. J and K move the focus between these links. */
export const NoticeLink = ({ noticeId, href, isUnread, children }: Props) => (
  <Link
    href={href}
    prefetch={false}
    data-story=""
    // If this fails, the notice stays unread.
    onClick={() => isUnread && void readNotice({ noticeId }).catch(() => {})}
  >
    {children}
  </Link>
);
