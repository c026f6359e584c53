"use client";
import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Dialog, DialogFoot } from "./dialog.tsx";

/** Where the person was about to go: an address of the newsroom, or another entry of the history. */
type Leaving = { href: string } | { historyKey: string };

/** The address of another page that a click opens in this tab; null for any other click. */
function leadsTo(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  if (!link || link.hasAttribute("download") || (link.target !== "" && link.target !== "_self")) return null;
  const to = new URL(link.href, location.href);
  // For a full page load the browser asks by itself.
  if (to.origin !== location.origin || to.pathname === location.pathname) return null;
  return `${to.pathname}${to.search}${to.hash}`;
}

/**
 * Asks before unsaved input is left by a link, by Back or Forward, or (with the browser's own question) by closing or
 * reloading the page. @returns the dialog, to be rendered
 */
export function useLeaveGuard(hasChanges: boolean): ReactNode {
  const router = useRouter();
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const isLeaving = useRef(false);

  useEffect(() => {
    if (!hasChanges) return;
    isLeaving.current = false;
    const onUnload = (event: BeforeUnloadEvent) => {
      if (!isLeaving.current) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const href = isLeaving.current ? null : leadsTo(event);
      if (href === null) return;
      event.preventDefault();
      event.stopPropagation();
      setLeaving({ href });
    };
    // The router learns of Back and Forward after the address has changed, which is too late to ask.
    const onNavigate = (event: NavigateEvent) => {
      if (isLeaving.current || event.navigationType !== "traverse" || !event.cancelable) return;
      event.preventDefault();
      setLeaving({ historyKey: event.destination.key });
    };
    // Browsers before 2026 may lack the Navigation API; in those, Back is not asked about.
    const history: Navigation | undefined = window.navigation;
    addEventListener("beforeunload", onUnload);
    history?.addEventListener("navigate", onNavigate);
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      removeEventListener("beforeunload", onUnload);
      history?.removeEventListener("navigate", onNavigate);
      document.removeEventListener("click", onClick, { capture: true });
    };
  }, [hasChanges]);

  const stay = () => setLeaving(null);
  const leave = () => {
    if (leaving === null) return;
    isLeaving.current = true;
    setLeaving(null);
    if ("href" in leaving) router.push(leaving.href);
    else window.navigation.traverseTo(leaving.historyKey);
  };
  return (
    <Dialog opened={leaving !== null} onClose={stay} title="Leave without saving?" size={440}>
      <p>Your changes on this page are not saved yet.</p>
      <DialogFoot>
        <Button onClick={leave}>Discard changes</Button>
        <Button variant="filled" onClick={stay} data-autofocus>
          Stay on this page
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
