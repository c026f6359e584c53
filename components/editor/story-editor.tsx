"use client";
import { Loader } from "@mantine/core";
import dynamic from "next/dynamic";
import { networkOr } from "#components/newsroom/network-or.ts";
import type { OpenStory } from "#lib/stories/types.ts";
import type { NewStory } from "./new-story/new-story.ts";
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

/** @param story one that the server has, or what a new one begins with */
export function StoryEditor({ story }: { story: OpenStory | NewStory }) {
  useSaveKey();
  return <StoryScreen key={story.id} story={story} />;
}
