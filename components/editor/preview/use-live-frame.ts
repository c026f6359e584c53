import type { Editor } from "@tiptap/react";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { collabOf } from "../saving/collab.ts";
import { patchElement, readPage } from "./patch-page.ts";

/** ms after a save before the page is fetched, so that saves in quick succession are shown together. */
const restMs = 150;

export type Theme = "light" | "dark";

type Given = {
  editor: Editor;
  frame: RefObject<HTMLIFrameElement | null>;
  /** The page in the frame. */
  address: string;
  theme: Theme;
  /** A counter that grows when the status of the story changes. */
  news: number;
};

/** Keeps the page in a frame like the saved text of the story. `isBehind`: it could not be fetched. */
export function useLiveFrame({ editor, frame, address, theme, news }: Given) {
  const [isBehind, setBehind] = useState(false);
  const themed = useRef(theme);
  themed.current = theme;

  const dress = useCallback(() => {
    const root = frame.current?.contentDocument?.documentElement;
    if (!root) return;
    root.dataset.theme = themed.current;
    // Links open in a tab of their own, so that the preview stays.
    if (!root.querySelector("base")) {
      const base = root.ownerDocument.createElement("base");
      base.target = "_blank";
      root.querySelector("head")?.prepend(base);
    }
  }, [frame]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `dress` reads the theme
  useEffect(dress, [theme]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the status is shown at once
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isBusy = false;
    let isAsked = false;
    let isOver = false;
    let version = collabOf(editor.state).version;
    const refresh = async () => {
      isAsked = isBusy;
      if (isBusy) return;
      isBusy = true;
      const page = await fetchPage(address);
      isBusy = false;
      if (isOver) return;
      setBehind(page === null);
      const shown = frame.current?.contentDocument;
      if (page && shown?.body && shown.readyState === "complete") {
        patchElement(shown.body, page.body);
        shown.documentElement.lang = page.documentElement.lang;
        shown.documentElement.dir = page.documentElement.dir;
      }
      if (isAsked) later();
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void refresh(), restMs);
    };
    // The version grows when the server has saved steps, of this person or of a colleague.
    const onTransaction = () => {
      const now = collabOf(editor.state).version;
      if (now === version) return;
      version = now;
      later();
    };
    editor.on("transaction", onTransaction);
    later();
    return () => {
      isOver = true;
      clearTimeout(timer);
      editor.off("transaction", onTransaction);
    };
  }, [editor, frame, address, news]);

  return { isBehind, onLoad: dress };
}

/** The page as the server renders it now; null if it cannot be had. */
async function fetchPage(address: string): Promise<Document | null> {
  try {
    const answer = await fetch(address, { cache: "no-store" });
    // A session that has ended leads to the sign-in page.
    return answer.ok && !answer.redirected ? readPage(await answer.text()) : null;
  } catch {
    return null;
  }
}
