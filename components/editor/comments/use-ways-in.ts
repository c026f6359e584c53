"use client";
import { useSearchParams } from "next/navigation";
import { useEffect } from "react";

/** Opens the thread that the address names, for links from the inbox. */
export function useThreadAddress(open: (threadId: string) => void): void {
  const named = useSearchParams().get("thread");
  useEffect(() => {
    if (named) open(named);
  }, [named, open]);
}
