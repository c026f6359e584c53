"use client";
import { useCallbackRef } from "@mantine/hooks";
import { useEffect } from "react";
import { flushSync } from "react-dom";
import { describeEvent } from "../pictures/figure-view.ts";
import { showDetailsEvent } from "./show-details-event.ts";

/** Opens the details on request: for the alt text of a picture, or the field of a check. */
export function useShowDetails(show: () => void): void {
  // Synchronously: a field can take the focus only when it is visible, and a phone shows its keyboard only within the tap.
  const showNow = useCallbackRef(() => flushSync(show));
  useEffect(() => {
    const onDescribe = (event: Event) => {
      showNow();
      const id = CSS.escape(String((event as CustomEvent<string>).detail));
      const part = document.querySelector(`#story-panel [data-block="${id}"]`);
      part?.scrollIntoView({ block: "center" });
      part?.querySelector<HTMLElement>("textarea, input")?.focus({ preventScroll: true });
    };
    document.addEventListener(describeEvent, onDescribe);
    document.addEventListener(showDetailsEvent, showNow);
    return () => {
      document.removeEventListener(describeEvent, onDescribe);
      document.removeEventListener(showDetailsEvent, showNow);
    };
  }, [showNow]);
}
