"use client";
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { isMac } from "#components/editor/keys/show-keys.ts";
import { isComposing } from "../composition.ts";
import { lazyPart } from "../lazy-part.tsx";

const PaletteDialog = lazyPart("The command palette", () =>
  import("./palette-dialog.tsx").then((part) => part.PaletteDialog),
);

/** Mod-K opens the palette, except in the text of a story, where it makes a link. */
export function CommandPalette() {
  const [isOpen, setOpen] = useState(false);
  const [hasFocus, setHasFocus] = useState(false);
  const [text, setText] = useState("");
  const [isEnterPending, setEnterPending] = useState(false);
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // On a Mac, Ctrl-K deletes to the end of the line.
      const isMod = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
      if (!isMod || event.key.toLowerCase() !== "k" || event.altKey || event.shiftKey) return;
      if (event.defaultPrevented || isComposing(event)) return;
      if (document.querySelector("[role=dialog][aria-modal=true]")) return;
      event.preventDefault();
      opener.current = document.activeElement;
      flushSync(() => {
        setText("");
        setEnterPending(false);
        setHasFocus(false);
        setOpen(true);
      });
    };
    // A story beside another one is shown in a frame, and opens no other page there.
    if (window.parent !== window) return;
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  if (!isOpen) return null;
  const type = (letters: string) => {
    setText(letters);
    setEnterPending(false);
  };
  const close = () => {
    // At once, so that a question which the chosen entry asks finds the focus there and returns it.
    if (opener.current instanceof HTMLElement) opener.current.focus();
    setOpen(false);
  };
  return (
    <>
      {/* Takes the keys that are pressed before the dialog is there. They would go into the field that had the focus. */}
      {!hasFocus && (
        <input
          // biome-ignore lint/a11y/noAutofocus: the key that opens the palette asks for it
          autoFocus
          className="vh"
          aria-label="Find a story, page or command"
          value={text}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") close();
            if (event.key !== "Enter") return;
            event.preventDefault(); // or it would press the button that has the focus afterwards
            setEnterPending(true);
          }}
        />
      )}
      <PaletteDialog
        text={text}
        onType={type}
        isEnterPending={isEnterPending}
        setEnterPending={setEnterPending}
        onFocus={() => setHasFocus(true)}
        close={close}
      />
    </>
  );
}
