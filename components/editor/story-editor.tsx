"use client";
import { Loader } from "@mantine/core";
import dynamic from "next/dynamic";
import type { OpenStory } from "#lib/stories/types.ts";
import classes from "./desk.module.css";
import { useSaveKey } from "./saving/save-key.ts";

const maxTries = 5;

/** Waits for the network where there is none: somebody may have begun to type already. */
async function load() {
  for (let tries = 1; ; tries++) {
    try {
      return (await import("./story-desk.tsx")).StoryDesk;
    } catch (error) {
      if (tries === maxTries) throw error;
      await networkOr(navigator.onLine ? tries * 1_000 : 60_000);
    }
  }
}

/** Resolves when the browser goes online, or after so many milliseconds. */
const networkOr = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    addEventListener("online", end);
  });

/** The editor and all that it is made of is fetched where it is shown or soon will be, and runs in the browser only. */
const StoryDesk = dynamic(load, {
  ssr: false,
  loading: () => (
    <div className={classes.opening} role="status">
      <Loader />
      Opening the story
    </div>
  ),
});

/** Fetches the editor while nothing else happens: it may be wanted without a network. Returns how to give that up. */
export function preloadStoryDesk(): () => void {
  const start = () => void load().catch(() => {}); // is tried again when it is shown
  if (typeof requestIdleCallback !== "function") {
    const timer = setTimeout(start, 200);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(start, { timeout: 2_000 });
  return () => cancelIdleCallback(idle);
}

export function StoryEditor({ story }: { story: OpenStory }) {
  useSaveKey();
  return <StoryDesk key={story.id} story={story} />;
}
