"use client";
import type { Editor } from "@tiptap/core";
import { useEffect, useState } from "react";
import { eventHub } from "#components/newsroom/events/event-hub.ts";
import type { Activity, Here } from "#lib/presence/types.ts";
import { type Cursors, lookAgain, placeOf } from "./cursors.ts";

/** Milliseconds after the last key for which a person counts as typing, and without activity until they count as away. */
const typing = 3_000;
const patience = 120_000;

/** Sends this tab's presence and shows that of others. `others` comes from the event stream. */
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
      // The caret's position is sent only while somebody else is in the story.
      const place = isWatched && activity !== "away" && editor.isFocused ? placeOf(editor.state) : null;
      const news = { storyId, tabId, activity, place, gone: false };
      if (said === JSON.stringify(news)) return;
      said = JSON.stringify(news);
      eventHub().announce(news);
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
      if (tabId !== null) eventHub().announce({ storyId, tabId, activity: "idle", place: null, gone: true });
    },
    [storyId, tabId],
  );
}
