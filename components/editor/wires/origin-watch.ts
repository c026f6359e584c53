"use client";
import type { Editor } from "@tiptap/react";
import { useEffect } from "react";
import { eventHub } from "#components/newsroom/events/event-hub.ts";
import { originsIn } from "#lib/document/wire-origin.ts";
import { getOrigins } from "#lib/wires/actions.ts";
import { markOrigins, originStates, originsKey, originsPlugin } from "./origins.ts";

/** Milliseconds without a change after which the marks are set anew. */
const pause = 500;

/** Follows what becomes of the items whose words the story has, and marks their blocks. A story without such words asks nothing. */
export function OriginWatch({ editor }: { editor: Editor }): null {
  useEffect(() => {
    editor.registerPlugin(originsPlugin());
    let asked = "";
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ids = () => [...new Set(originsIn(editor.state.doc).map(({ item }) => item))].sort();
    const mark = (states = originStates(editor.state)) => {
      // An input method's text must not be drawn anew while it is composed.
      if (isOver || editor.isDestroyed || editor.view.composing) return;
      const tr = markOrigins(editor.state, states);
      if (tr) editor.view.dispatch(tr);
    };
    const ask = async () => {
      const itemIds = ids();
      asked = itemIds.join(" ");
      if (itemIds.length === 0) return;
      const answer = await getOrigins({ itemIds }).catch(() => null);
      if (answer?.ok) mark(answer.data);
      else asked = "";
    };
    const look = () => {
      if (isOver || editor.isDestroyed) return;
      if (ids().join(" ") === asked) mark();
      else void ask();
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(look, pause);
    };
    look();
    const end = eventHub().onWire(() => {
      if (asked !== "") void ask();
    });
    editor.on("update", later);
    return () => {
      isOver = true;
      clearTimeout(timer);
      end();
      editor.off("update", later);
      if (!editor.isDestroyed) editor.unregisterPlugin(originsKey);
    };
  }, [editor]);
  return null;
}
