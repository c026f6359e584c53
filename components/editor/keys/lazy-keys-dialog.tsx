"use client";
import { notifications } from "@mantine/notifications";
import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { isComposing } from "#components/newsroom/composition.ts";
import type { KeysDialogProps } from "./keys-dialog.tsx";

/** Its code is loaded when it is first opened. */
const LazyKeysDialog = dynamic<KeysDialogProps>(
  // A screen with unsaved text must not break because this could not be loaded.
  () => import("./keys-dialog.tsx").then(({ KeysDialog }) => KeysDialog).catch(() => NotLoaded),
  { ssr: false },
);

function NotLoaded({ close }: KeysDialogProps) {
  useEffect(() => {
    notifications.show({ message: "The list of keys could not be loaded. Try again when you are online." });
    close();
  }, [close]);
  return null;
}

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));

/** Mod-/ anywhere, and "?" outside of texts, show every key of the editor. */
export function KeyHelp() {
  const [isOpen, setOpen] = useState(false);
  const returnTo = useRef<Element | null>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isComposing(event) || event.altKey || document.querySelector("[role=dialog][aria-modal=true]")) return;
      const isMod = event.ctrlKey || event.metaKey;
      const isAsked = isMod ? event.key === "/" : event.key === "?" && !takesText(event.target);
      if (!isAsked) return;
      event.preventDefault();
      returnTo.current = document.activeElement;
      setOpen(true);
    };
    document.addEventListener("keydown", onKey, { capture: true });
    return () => document.removeEventListener("keydown", onKey, { capture: true });
  }, []);
  return (
    isOpen && (
      <LazyKeysDialog
        close={() => {
          setOpen(false);
          if (returnTo.current instanceof HTMLElement) returnTo.current.focus();
        }}
      />
    )
  );
}
