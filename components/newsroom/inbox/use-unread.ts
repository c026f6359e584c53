"use client";
import { useEffect, useState } from "react";
import { countUnread } from "#lib/comments/actions.ts";
import { useNotices } from "../live/use-notices.ts";

/** Lines of the inbox that were not read yet, as it is now. `atFirst`: as it was when the page was made. */
export function useUnread(atFirst: number): number {
  const news = useNotices();
  const [unread, setUnread] = useState(atFirst);
  useEffect(() => {
    if (news === 0) return;
    let ended = false;
    countUnread({}).then(
      (answer) => !ended && answer.ok && setUnread(answer.data),
      () => {}, // the next word of the server brings it
    );
    return () => {
      ended = true;
    };
  }, [news]);
  return unread;
}
