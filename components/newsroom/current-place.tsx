"use client";
import { createContext, useContext, useEffect } from "react";

/** Takes the address of the place that a screen belongs to; null where its own address says it. */
export const CurrentPlace = createContext<(href: string | null) => void>(() => {});

/** The screen belongs to another place of the rail than its address says: a standing page is edited at the address of a story. */
export function StandsUnder({ href }: { href: string }) {
  const tell = useContext(CurrentPlace);
  useEffect(() => {
    tell(href);
    return () => tell(null);
  }, [tell, href]);
  return null;
}
