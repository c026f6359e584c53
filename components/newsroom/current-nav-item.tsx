"use client";
import { createContext, useContext, useEffect } from "react";

/** Sets the address of the navigation item to highlight; null for the one that matches the page's own address. */
export const CurrentNavItem = createContext<(href: string | null) => void>(() => {});

/** Highlights another navigation item than the address suggests: a standing page is edited at the address of a story. */
export function HighlightNavItem({ href }: { href: string }) {
  const tell = useContext(CurrentNavItem);
  useEffect(() => {
    tell(href);
    return () => tell(null);
  }, [tell, href]);
  return null;
}
