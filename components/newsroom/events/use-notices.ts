"use client";
import { useEffect, useState } from "react";
import { eventHub } from "./event-hub.ts";

/** A counter that grows when the person's inbox may have changed, and once when the stream connects. */
export function useNotices(): number {
  const [count, setCount] = useState(0);
  useEffect(() => eventHub().onNotice(() => setCount((now) => now + 1)), []);
  return count;
}
