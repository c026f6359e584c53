"use client";
import { useMediaQuery } from "@mantine/hooks";
import { type KeyboardEvent, type RefObject, useLayoutEffect } from "react";

/** Below this width the panel covers the text. */
const narrow = "(width < 64rem)";

const stops = "a[href], button, input, select, textarea, summary, [contenteditable='true'], [tabindex]";

const tabStops = (inside: HTMLElement): HTMLElement[] =>
  [...inside.querySelectorAll<HTMLElement>(stops)].filter(
    (element) => element.tabIndex >= 0 && !element.matches(":disabled") && element.checkVisibility(),
  );

/** Makes everything inert but the panel and its backdrop. Dialogs and menus above the page remain usable. */
function isolate(panel: HTMLElement): () => void {
  const changed: HTMLElement[] = [];
  const veil = panel.nextElementSibling;
  for (let at = panel; at.parentElement && at.parentElement !== document.body; at = at.parentElement)
    for (const sibling of at.parentElement.children)
      if (sibling instanceof HTMLElement && sibling !== at && sibling !== veil && !sibling.inert) {
        sibling.inert = true;
        changed.push(sibling);
      }
  return () => {
    for (const element of changed) element.inert = false;
  };
}

/** Returns the focus in the next frame, unless something visible has it by then. */
function giveBack(opener: Element | null): void {
  requestAnimationFrame(() => {
    const focused = document.activeElement;
    if (focused && focused !== document.body && focused.checkVisibility()) return;
    const isUsable = opener instanceof HTMLElement && opener !== document.body && opener.isConnected;
    (isUsable ? opener : document.querySelector<HTMLElement>('[aria-controls="story-panel"]'))?.focus();
  });
}

/** On a narrow screen the open panel is a modal dialog: the focus moves in, is trapped, and returns when it closes. */
export function useSheet(panel: RefObject<HTMLElement | null>, open: boolean, close: () => void) {
  const isNarrow = useMediaQuery(narrow);
  const isSheet = open && isNarrow === true;

  useLayoutEffect(() => {
    const element = panel.current;
    if (!isSheet || !element) return;
    const opener = document.activeElement;
    const release = isolate(element);
    if (!element.contains(opener)) element.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.focus();
    return () => {
      release();
      giveBack(opener);
    };
  }, [isSheet, panel]);

  const closeSheet = () => {
    // A field is saved on blur, and not every browser fires blur when an element is hidden.
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && panel.current?.contains(focused)) focused.blur();
    close();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { target, currentTarget } = event;
    // React also delivers key events of dialogs that were opened from the panel but are outside it in the DOM.
    if (!isSheet || !(target instanceof Element) || !currentTarget.contains(target)) return;
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (event.key === "Escape" && target.getAttribute("aria-expanded") !== "true") {
      event.preventDefault();
      closeSheet();
    } else if (event.key === "Tab") {
      const all = tabStops(currentTarget);
      if (target !== (event.shiftKey ? all[0] : all.at(-1))) return;
      event.preventDefault();
      (event.shiftKey ? all.at(-1) : all[0])?.focus();
    }
  };

  return { asDialog: isSheet ? ({ role: "dialog", "aria-modal": true } as const) : {}, closeSheet, onKeyDown };
}
