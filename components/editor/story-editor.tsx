"use client";
import { Loader } from "@mantine/core";
import dynamic from "next/dynamic";
import type { OpenStory } from "#lib/stories/types.ts";
import { useSaveKey } from "./saving/save-key.ts";
import classes from "./story-screen.module.css";

const maxTries = 5;

/** Without a network it waits, because the person may have begun to type already. */
async function load() {
  for (let tries = 1; ; tries++) {
    try {
      return (await import("./story-screen.tsx")).StoryScreen;
    } catch (error) {
      if (tries === maxTries) throw error;
      await networkOr(navigator.onLine ? tries * 1_000 : 60_000);
    }
  }
}

/** Resolves when the browser goes online, or after this many milliseconds. */
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

/** The editor's code is loaded where it is shown or soon will be, and runs in the browser only. */
const StoryScreen = dynamic(load, {
  ssr: false,
  loading: () => (
    <div className={classes.opening} role="status">
      <Loader />
      Opening the story
    </div>
  ),
});

/** Loads the editor's code in idle time, so that it is available offline. Returns a function that cancels this. */
export function preloadStoryScreen(): () => void {
  const start = () => void load().catch(() => {}); // tried again when the editor is shown
  if (typeof requestIdleCallback !== "function") {
    const timer = setTimeout(start, 200);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(start, { timeout: 2_000 });
  return () => cancelIdleCallback(idle);
}

export function StoryEditor({ story }: { story: OpenStory }) {
  useSaveKey();
  return <StoryScreen key={story.id} story={story} />;
}
