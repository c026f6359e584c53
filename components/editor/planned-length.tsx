"use client";
import type { Editor } from "@tiptap/react";
import { useAssignment } from "#components/newsroom/assignments/use-assignment.ts";
import type { StoryStatus } from "#lib/stories/types.ts";
import { StoryLength } from "./story-length.tsx";
import { useOverflow } from "./use-overflow.ts";

type Props = { storyId: string; status: StoryStatus; editor: Editor };

/** The length of the story, and how much it is over what its assignment asks for; the text beyond is marked. */
export function PlannedLength({ storyId, status, editor }: Props) {
  const [assignment] = useAssignment(storyId, status);
  const length = assignment?.length ?? null;
  useOverflow(editor, length);
  return <StoryLength editor={editor} length={length} />;
}
