"use client";
import { useEffect } from "react";
import { isComposing } from "../composition.ts";
import { type FrontJump, jumpOf, type Pane, panes, shortcutOf } from "./front-keys.ts";

/** The id of a part of the screen. */
export const paneId = (pane: Pane): string => `front-${pane}`;

/** Moves the focus into a part of the screen: to its search field or first card, else to the part itself. */
export function focusPane(pane: Pane): void {
  const part = document.getElementById(paneId(pane));
  const target = part?.querySelector<HTMLElement>("input[type=search], [data-card]") ?? part;
  target?.focus();
}

/** Links to the parts of the screen, for the keyboard, and the keys that lead there. */
export function FrontJumps({ onJump }: { onJump: (jump: FrontJump) => void }) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const jump = isComposing(event) ? null : jumpOf(event);
      if (!jump || document.querySelector("[role=dialog][aria-modal=true]")) return;
      event.preventDefault();
      onJump(jump);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [onJump]);
  return (
    <nav aria-label="Parts of this front">
      {(Object.keys(panes) as Pane[]).map((pane) => (
        <a
          key={pane}
          className="skip"
          href={`#${paneId(pane)}`}
          aria-keyshortcuts={shortcutOf(pane)}
          onClick={(event) => {
            event.preventDefault();
            onJump(pane);
          }}
        >
          Skip to {panes[pane].toLowerCase()}
        </a>
      ))}
    </nav>
  );
}
