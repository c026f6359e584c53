"use client";
import { useEffect, useState } from "react";
import { countUnread } from "#lib/inbox/actions.ts";
import { useNotices } from "../events/use-notices.ts";

/** The current number of unread notifications. `atFirst` is the number at page load. */
export function useUnread(atFirst: number): number {
  const news = useNotices();
  const [unread, setUnread] = useState(atFirst);
  useEffect(() => {
    if (news === 0) return;
    let ended = false;
    countUnread({}).then(
      (answer) => !ended && answer.ok && setUnread(answer.data),
      () => {}, // the next event updates it
    );
    return () => {
      ended = true;
    };
  }, [news]);
  return unread;
}
