"use client";
import { useEffect, useState } from "react";
import { live } from "./live.ts";

/** Grows whenever something may be new in the person's inbox, and once when the stream is there. */
export function useNotices(): number {
  const [count, setCount] = useState(0);
  useEffect(() => live().onNotice(() => setCount((now) => now + 1)), []);
  return count;
}
