"use client";
import { type ComponentType, useEffect, useRef, useState } from "react";
import { isComposing } from "#components/newsroom/composition.ts";
import { lazyPart } from "#components/newsroom/lazy-part.tsx";
import type { KeysDialogProps } from "./keys-dialog.tsx";

export const KeysDialog = lazyPart("The list of keys", () =>
  import("./keys-dialog.tsx").then((part) => part.KeysDialog),
);

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));

/** Mod-/ anywhere, and "?" outside of texts, show every key of the screen. @param List by default the keys of the editor */
export function KeyHelp({ List = KeysDialog }: { List?: ComponentType<KeysDialogProps> }) {
  const [isOpen, setOpen] = useState(false);
  const returnTo = useRef<Element | null>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isComposing(event) || event.altKey) return;
      const isMod = event.ctrlKey || event.metaKey;
      const isAsked = isMod ? event.key === "/" : event.key === "?" && !takesText(event.target);
      // Searching the page comes last: it is slow in a long story, and this runs at each key.
      if (!isAsked || document.querySelector("[role=dialog][aria-modal=true]")) return;
      event.preventDefault();
      returnTo.current = document.activeElement;
      setOpen(true);
    };
    document.addEventListener("keydown", onKey, { capture: true });
    return () => document.removeEventListener("keydown", onKey, { capture: true });
  }, []);
  return (
    isOpen && (
      <List
        close={() => {
          setOpen(false);
          if (returnTo.current instanceof HTMLElement) returnTo.current.focus();
        }}
      />
    )
  );
}
