"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useNotices } from "../events/use-notices.ts";

/** Refreshes the inbox when a notification arrives or is read in another tab. */
export function InboxNews() {
  const router = useRouter();
  const news = useNotices();
  const seen = useRef(0);
  useEffect(() => {
    if (news > 1 && news !== seen.current) router.refresh(); // the first event only means that the stream is connected
    seen.current = news;
  }, [news, router]);
  return null;
}
