"use client";
import { useEffect, useState } from "react";
import { countUnread } from "#lib/inbox/actions.ts";
import { useNotices } from "../events/use-notices.ts";
import { keepReading } from "../keep-reading.ts";

/** The current number of unread notifications. `atFirst` is the number at page load. */
export function useUnread(atFirst: number): number {
  const news = useNotices();
  const [unread, setUnread] = useState(atFirst);
  useEffect(() => {
    if (news > 0) return keepReading(() => countUnread({}), setUnread);
    return undefined;
  }, [news]);
  return unread;
}
