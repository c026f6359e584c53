"use client";
import { Loader } from "@mantine/core";
import dynamic from "next/dynamic";
import type { OpenStory } from "#lib/stories/types.ts";
import classes from "./desk.module.css";

/** The editor and all that it is made of is fetched by this page only, and runs in the browser only. */
const StoryDesk = dynamic(() => import("./story-desk.tsx").then((module) => module.StoryDesk), {
  ssr: false,
  loading: () => (
    <div className={classes.opening} role="status">
      <Loader />
      Opening the story
    </div>
  ),
});

export const StoryEditor = ({ story }: { story: OpenStory }) => <StoryDesk key={story.id} story={story} />;
