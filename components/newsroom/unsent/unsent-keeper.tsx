"use client";
import { notifications } from "@mantine/notifications";
import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { useActor, useUnsentKey } from "../newsroom-context.tsx";
import { adoptUnsent, keepAside, listWaiting } from "./unsent-store.ts";

/** Milliseconds between attempts to send unsaved changes. */
const again = 60_000;

/**
 * On every page of the newsroom, sends the changes that a closed tab or a computer that was switched off could not send. The
 * story that this page has open sends its own changes.
 */
export function UnsentKeeper() {
  const { id: personId } = useActor();
  const key = useUnsentKey();
  const open = /^\/desk\/stories\/([^/]+)/.exec(usePathname())?.[1];
  useEffect(() => {
    let ended = false;
    const reported = new Set<string>();
    const look = async () => {
      const waiting = await listWaiting(personId);
      if (ended || !waiting.some(({ storyId }) => storyId !== open)) return;
      // The editor code is loaded only if there is something to send.
      const { recoverHere } = await import("#components/editor/saving/recover-here.ts");
      await adoptUnsent(
        personId,
        key,
        (storyId) => !ended && storyId !== open,
        async (record) => {
          const { done, changes, kept, isGone } = await recoverHere(record);
          if (isGone && !reported.has(record.clientId)) tellGone(record.storyId);
          if (isGone) reported.add(record.clientId);
          for (const one of kept) await keepAside(one, key);
          if (changes > 0 || kept.length > 0) tell(changes, kept.length > 0);
          return done;
        },
      );
    };
    void look();
    const timer = setInterval(() => void look(), again);
    const onOnline = () => void look();
    addEventListener("online", onOnline);
    return () => {
      ended = true;
      clearInterval(timer);
      removeEventListener("online", onOnline);
    };
  }, [personId, key, open]);
  return null;
}

function tell(changes: number, keptAside: boolean): void {
  const sent = changes === 1 ? "1 change" : `${changes} changes`;
  notifications.show({
    message: keptAside
      ? "Some unsaved text could not be added to the story. It has been kept; open the story to see it."
      : `${sent} that had not been saved when a window closed have been added to the story.`,
    autoClose: 10_000,
  });
}

/** Only the writer can decide which of the unsaved text to keep. */
function tellGone(storyId: string): void {
  notifications.show({
    id: `gone-${storyId}`,
    message: (
      <>
        Some of your text was never saved, and the story has changed a lot since.{" "}
        <a className="link" href={`/desk/stories/${storyId}`}>
          Compare it with the current version
        </a>
      </>
    ),
    autoClose: false,
  });
}
