import type { Editor } from "@tiptap/react";
import { useEffect, useState } from "react";
import { deadLinks, ownTargetsOf } from "#lib/checks/own-links.ts";
import { findDeadTargets } from "#lib/stories/actions.ts";
import type { Placed } from "./checker.ts";

/** How long the text has to rest before its links are looked at again. */
const restMilliseconds = 600;

/** Links to the paper's own site at which readers find nothing. The server is asked when the text links to something else. */
export function useDeadLinks(editor: Editor, storyId: string): readonly Placed[] {
  const [found, setFound] = useState<readonly Placed[]>([]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    let asked = "";
    let dead = { stories: [] as string[], paths: [] as string[] };
    const show = () => {
      const links = deadLinks(editor.state.doc, dead);
      setFound((before) => (links.length === 0 && before.length === 0 ? before : links));
    };
    const check = async () => {
      const { stories, paths } = ownTargetsOf(editor.state.doc);
      const targets = { stories: stories.filter((id) => id !== storyId).slice(0, 500), paths: paths.slice(0, 200) };
      const key = JSON.stringify(targets);
      if (key !== asked && targets.stories.length + targets.paths.length > 0) {
        const answer = await findDeadTargets(targets).catch(() => null);
        if (ended || !answer?.ok) return;
        dead = answer.data;
      }
      asked = key;
      show();
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void check(), restMilliseconds);
    };
    void check();
    editor.on("update", later);
    return () => {
      ended = true;
      clearTimeout(timer);
      editor.off("update", later);
    };
  }, [editor, storyId]);
  return found;
}
