"use client";
import { Button } from "@mantine/core";
import { useContext } from "react";
import { PanelContext } from "../panel/panel-context.ts";
import storyClasses from "../story-screen.module.css";

/** Above the text: how many conflicts wait for this person, and the way to them. On a phone the panel is closed. */
export function DecideNote({ count, open }: { count: number; open: () => void }) {
  const { lostFields } = useContext(PanelContext);
  if (count === 0) return null;
  const decide = () => {
    open();
    requestAnimationFrame(() => {
      const first = document.querySelector<HTMLElement>('#story-panel section[aria-label^="Kept aside"]');
      if (first) first.focus();
      else document.querySelector<HTMLElement>("#story-panel [role=alert] button")?.focus();
    });
  };
  const isField = lostFields.length === count;
  return (
    <div className={`${storyClasses.closed} ${storyClasses.asks}`} role="alert">
      <p>
        {count === 1 ? "1 change of yours" : `${count} changes of yours`}{" "}
        {isField ? "met a colleague’s change of the same field." : "could not be placed in the story."} Nothing is lost.
      </p>
      <Button size="compact-sm" variant="default" onClick={decide}>
        Choose
      </Button>
    </div>
  );
}
