"use client";
import { useEffect, useRef, useState } from "react";
import { isComposing } from "../composition.ts";
import { openerOf } from "../dialog.tsx";
import { lazyPart } from "../lazy-part.tsx";

export const KeysDialog = lazyPart("The list of keys", () =>
  import("./keys-dialog.tsx").then((part) => part.KeysDialog),
);

const showKeysEvent = "galley:keys";
/** Opens the list of keys. */
export const showKeyList = (): boolean => document.dispatchEvent(new Event(showKeysEvent));

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));

/** Mod-/ anywhere, and "?" outside of text fields, show every key of the page. */
export function KeyHelp() {
  const [isOpen, setOpen] = useState(false);
  const returnTo = useRef<Element | null>(null);
  useEffect(() => {
    const open = () => {
      returnTo.current = openerOf(document.activeElement);
      setOpen(true);
    };
    const onKey = (event: KeyboardEvent) => {
      if (isComposing(event) || event.altKey) return;
      const isMod = event.ctrlKey || event.metaKey;
      const isAsked = isMod ? event.key === "/" : event.key === "?" && !takesText(event.target);
      // Searching the page comes last: it is slow in a long story, and this runs at each key.
      if (!isAsked || document.querySelector("[role=dialog][aria-modal=true]")) return;
      event.preventDefault();
      open();
    };
    document.addEventListener("keydown", onKey, { capture: true });
    document.addEventListener(showKeysEvent, open);
    return () => {
      document.removeEventListener("keydown", onKey, { capture: true });
      document.removeEventListener(showKeysEvent, open);
    };
  }, []);
  return (
    isOpen && (
      <KeysDialog
        close={() => {
          setOpen(false);
          if (returnTo.current instanceof HTMLElement) returnTo.current.focus();
        }}
      />
    )
  );
}
