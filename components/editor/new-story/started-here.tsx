"use client";
import { usePathname, useRouter, useSelectedLayoutSegments } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { startedHere } from "./new-stories.ts";
import { NewStoryScreen } from "./new-story-screen.tsx";
import { whenReachable } from "./when-reachable.ts";

/**
 * Shows the editor of a story that was started in this window in place of the page below it. The router knows only that the
 * address has changed; after a reload of the list, Forward leads to an address that the router has to load.
 */
export function StartedHere({ children }: { children: ReactNode }) {
  const id = /^\/desk\/stories\/([\da-f-]{36})$/.exec(usePathname())?.[1] ?? null;
  const hasPage = useSelectedLayoutSegments().includes("stories");
  const [shown, setShown] = useState<string | null>(null);
  const router = useRouter();
  const wasHere = useRef(false);
  const known = id === null ? undefined : startedHere(id);
  // Once open it stays mounted, even after the router has loaded the page of the same address.
  const isHere = id !== null && (shown === id || (!hasPage && known?.isCreated === false));
  if (shown !== (isHere ? id : null)) setShown(isHere ? id : null);
  useEffect(() => {
    // The router still holds the list from before, without the new story.
    const left = wasHere.current && !isHere;
    wasHere.current = isHere;
    return left ? whenReachable(() => router.refresh()) : undefined;
  }, [isHere, router]);
  const isMissing = id !== null && !hasPage && !isHere;
  useEffect(() => {
    if (isMissing) location.reload();
  }, [isMissing]);
  if (isHere) return <NewStoryScreen key={id} id={id} kind={known?.kind ?? "STORY"} />;
  return isMissing ? null : children;
}
