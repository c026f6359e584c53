import type { Editor } from "@tiptap/react";
import { useEffect, useState } from "react";
import { headlineMentions, type NamedStory } from "#lib/checks/headlines.ts";
import { findNamedStories } from "#lib/stories/checking/actions.ts";
import type { Placed } from "./checker.ts";

/** How long the text has to rest before the places are looked for again, and before the server is asked: it reads what is saved. */
const restMs = 600;
const savedMs = 3_000;

/** Headlines of the paper's own published stories that the text names without a link. */
export function useNamedStories(editor: Editor, storyId: string): readonly Placed[] {
  const [found, setFound] = useState<readonly Placed[]>([]);
  useEffect(() => {
    let showTimer: ReturnType<typeof setTimeout> | undefined;
    let askTimer: ReturnType<typeof setTimeout> | undefined;
    let hasEnded = false;
    let stories: readonly NamedStory[] = [];
    const show = () => {
      const places = headlineMentions(editor.state.doc, stories);
      setFound((before) => (places.length === 0 && before.length === 0 ? before : places));
    };
    const ask = async () => {
      const answer = await findNamedStories({ storyId }).catch(() => null); // asked again after the next change
      if (hasEnded || !answer?.ok) return;
      stories = answer.data;
      show();
    };
    const later = () => {
      clearTimeout(showTimer);
      clearTimeout(askTimer);
      showTimer = setTimeout(show, restMs);
      askTimer = setTimeout(() => void ask(), savedMs);
    };
    void ask();
    editor.on("update", later);
    return () => {
      hasEnded = true;
      clearTimeout(showTimer);
      clearTimeout(askTimer);
      editor.off("update", later);
    };
  }, [editor, storyId]);
  return found;
}
