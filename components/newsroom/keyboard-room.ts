"use client";
import { useEffect } from "react";

type Room = { top: number; height: number; covered: number };

/** Minimum height of a keyboard in pixels. Browser bars are smaller. */
const minKeyboardHeight = 120;

/**
 * The part of the page that is visible above an on-screen keyboard, in pixels from the top of the page, and how much of
 * the page the keyboard covers from below. Null when there is no keyboard, or when the page is zoomed.
 */
export function roomAboveKeyboard(
  { height, offsetTop, scale }: Pick<VisualViewport, "height" | "offsetTop" | "scale">,
  pageHeight: number,
): Room | null {
  if (scale > 1.01 || pageHeight - height < minKeyboardHeight) return null;
  const [top, visible] = [Math.round(offsetTop), Math.round(height)];
  return { top, height: visible, covered: Math.max(0, Math.round(pageHeight) - visible - top) };
}

/**
 * Keeps the page above an on-screen keyboard in browsers that show the keyboard on top of the page, mainly Safari. Others
 * follow `interactive-widget` in the viewport and shrink the page themselves.
 */
export function useKeyboardRoom(): void {
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!viewport) return;
    const { style, dataset } = document.documentElement;
    const measure = () => {
      const room = roomAboveKeyboard(viewport, document.documentElement.clientHeight);
      if (!room) {
        delete dataset.keyboard;
        for (const name of ["--visible-top", "--visible-height", "--covered"]) style.removeProperty(name);
        return;
      }
      const isNew = dataset.keyboard === undefined;
      dataset.keyboard = "";
      style.setProperty("--visible-top", `${room.top}px`);
      style.setProperty("--visible-height", `${room.height}px`);
      style.setProperty("--covered", `${room.covered}px`);
      if (isNew) caretElement()?.scrollIntoView({ block: "nearest" });
    };
    viewport.addEventListener("resize", measure);
    viewport.addEventListener("scroll", measure);
    return () => {
      viewport.removeEventListener("resize", measure);
      viewport.removeEventListener("scroll", measure);
    };
  }, []);
}

/** The field or paragraph with the caret. */
function caretElement(): Element | null {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !focused.isContentEditable) return focused;
  const node = getSelection()?.anchorNode ?? null;
  return node instanceof Element ? node : (node?.parentElement ?? focused);
}
