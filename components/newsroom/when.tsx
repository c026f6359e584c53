"use client";
import { useEffect, useState } from "react";
import type { Times } from "#lib/times.ts";
import { useTimes } from "./newsroom-context.tsx";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * "now", "18 min", "3 h", "yesterday", "3 days", "2 Oct", and for the future "in 3 h".
 * @param isAgo for running text, in which "3 h" alone would be a duration: "3 h ago"
 */
export function relativeTime(at: Date, now: Date, times: Times, isAgo = false): string {
  const ago = isAgo ? " ago" : "";
  const past = now.getTime() - at.getTime();
  const distance = Math.abs(past);
  if (distance < minute) return "now";
  const days = Math.round((Date.parse(times.dayKey(now)) - Date.parse(times.dayKey(at))) / day);
  if (past < 0) {
    if (distance < hour) return `in ${Math.ceil(distance / minute)} min`;
    if (days === 0) return `at ${times.clock(at)}`;
    return `${times.shortDate(at)}, ${times.clock(at)}`;
  }
  if (distance < hour) return `${Math.floor(distance / minute)} min${ago}`;
  if (days === 0 || distance < 6 * hour) return `${Math.floor(distance / hour)} h${ago}`;
  if (days === 1) return "yesterday";
  if (days < 7) return `${days} days${ago}`;
  return times.dayKey(at).slice(0, 4) === times.dayKey(now).slice(0, 4) ? times.shortDate(at) : times.date(at);
}

/** A relative time, with the exact one as tooltip. Updated every minute. @param isAgo in running text: "3 h ago" */
export function When({ at, isAgo = false }: { at: Date | string; isAgo?: boolean }) {
  const times = useTimes();
  const instant = new Date(at);
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), minute);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={instant.toISOString()} title={times.full(instant)} suppressHydrationWarning>
      {relativeTime(instant, now, times, isAgo)}
    </time>
  );
}
