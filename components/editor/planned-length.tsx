"use client";
import type { Editor } from "@tiptap/react";
import { useAssignment } from "#components/newsroom/assignments/use-assignment.ts";
import type { StoryStatus } from "#lib/stories/types.ts";
import { StoryLength } from "./story-length.tsx";

type Props = { storyId: string; status: StoryStatus; editor: Editor };

/** The length of the story, and how much it is over what its assignment asks for. */
export function PlannedLength({ storyId, status, editor }: Props) {
  const [assignment] = useAssignment(storyId, status);
  return <StoryLength editor={editor} length={assignment?.length ?? null} />;
}
