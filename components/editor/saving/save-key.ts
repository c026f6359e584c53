"use client";
import { notifications } from "@mantine/notifications";
import { useEffect, useRef } from "react";
import type { SaveState } from "./save-state.ts";

/** Event to the fields of the panel: they store their input at once. */
export const commitFieldsEvent = "galley:commit-fields";
const saveEvent = "galley:save";

type Press = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Ctrl+S or Cmd+S by letter; on keyboards without Latin letters, by the position of the key. */
export function isSaveKey({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Press): boolean {
  if (ctrlKey === metaKey || altKey || shiftKey) return false;
  return key.toLowerCase() === "s" || (code === "KeyS" && !/^[a-z]$/i.test(key));
}

/** Prevents the browser's own dialog while the editor, or its loading screen, is shown. */
export function useSaveKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isSaveKey(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!event.repeat) dispatchEvent(new Event(saveEvent));
    };
    addEventListener("keydown", onKey, { capture: true });
    return () => removeEventListener("keydown", onKey, { capture: true });
  }, []);
}

type Saves = { flush: () => Promise<boolean>; isCreated: boolean; state: SaveState };

/** Saves at once, including input in the panel, and reports the result. */
export function useSaveNow(saving: Saves): void {
  const latest = useRef(saving);
  latest.current = saving;
  useEffect(() => {
    const say = (message: string, color: string) =>
      notifications.show({ id: "save-key", message, color, autoClose: color === "red" ? 10_000 : 2_500 });
    const onSave = async () => {
      dispatchEvent(new Event(commitFieldsEvent));
      notifications.hide("save-key");
      const isSaved = await latest.current.flush().catch(() => false);
      if (isSaved) say("Everything is saved.", "green");
      else if (latest.current.isCreated || latest.current.state.kind !== "saved")
        say("Not saved yet. The line at the top of the page says why.", "red");
      else say("Nothing is written yet.", "gray");
    };
    addEventListener(saveEvent, onSave);
    return () => removeEventListener(saveEvent, onSave);
  }, []);
}
