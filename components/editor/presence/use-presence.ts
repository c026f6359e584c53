"use client";
import type { Editor } from "@tiptap/core";
import { useEffect, useState } from "react";
import { live } from "#components/newsroom/live/live.ts";
import type { Activity, Here } from "#lib/presence/types.ts";
import { type Cursors, lookAgain, placeOf } from "./cursors.ts";

/** Milliseconds after the last key in which a person is said to type, and without a move until they are away. */
const typing = 3_000;
const patience = 120_000;

/** Says what happens in this tab to those who look on, and shows what they do. `others` comes from the stream. */
export function usePresence(
  editor: Editor,
  cursors: Cursors,
  storyId: string,
  others: readonly Here[],
  tabId: string | null,
): void {
  useEffect(() => {
    cursors.set(others);
    if (!editor.isDestroyed) editor.view.dispatch(lookAgain(editor.state));
  }, [editor, cursors, others]);

  const isWatched = others.length > 0;
  const [activity, setActivity] = useState<Activity>("idle");
  useEffect(() => {
    let quiet: ReturnType<typeof setTimeout> | undefined;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const stir = (what: Activity) => {
      clearTimeout(quiet);
      clearTimeout(rest);
      setActivity(what);
      if (what === "typing") quiet = setTimeout(() => setActivity("idle"), typing);
      if (what !== "away") rest = setTimeout(() => setActivity("away"), patience);
    };
    const onMove = () => stir("idle");
    const onSight = () => stir(document.visibilityState === "hidden" ? "away" : "idle");
    const onChange = ({ transaction }: { transaction: { docChanged: boolean; getMeta: (key: string) => unknown } }) => {
      if (transaction.docChanged && transaction.getMeta("collab$") === undefined) stir("typing");
    };
    stir("idle");
    editor.on("transaction", onChange);
    editor.on("focus", onMove);
    addEventListener("pointerdown", onMove);
    document.addEventListener("visibilitychange", onSight);
    return () => {
      clearTimeout(quiet);
      clearTimeout(rest);
      editor.off("transaction", onChange);
      editor.off("focus", onMove);
      removeEventListener("pointerdown", onMove);
      document.removeEventListener("visibilitychange", onSight);
    };
  }, [editor]);

  useEffect(() => {
    if (tabId === null) return;
    let said = "";
    const say = () => {
      if (editor.isDestroyed) return;
      // Nobody is told where a caret stands while nobody is there to see it.
      const place = isWatched && activity !== "away" && editor.isFocused ? placeOf(editor.state) : null;
      const news = { storyId, tabId, activity, place, gone: false };
      if (said === JSON.stringify(news)) return;
      said = JSON.stringify(news);
      live().say(news);
    };
    say();
    editor.on("transaction", say);
    editor.on("focus", say);
    editor.on("blur", say);
    return () => {
      editor.off("transaction", say);
      editor.off("focus", say);
      editor.off("blur", say);
    };
  }, [editor, storyId, tabId, activity, isWatched]);

  useEffect(
    () => () => {
      if (tabId !== null) live().say({ storyId, tabId, activity: "idle", place: null, gone: true });
    },
    [storyId, tabId],
  );
}
