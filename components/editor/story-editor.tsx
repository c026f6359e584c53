"use client";
import { Loader } from "@mantine/core";
import dynamic from "next/dynamic";
import type { OpenStory } from "#lib/stories/types.ts";
import classes from "./desk.module.css";
import { useSaveKey } from "./saving/save-key.ts";

const load = () => import("./story-desk.tsx").then((module) => module.StoryDesk);

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
