import type { Editor } from "@tiptap/react";
import { useEffect, useState } from "react";
import { lostLinks, outsideUrlsOf } from "#lib/checks/outside-links.ts";
import { deadLinks, ownTargetsOf } from "#lib/checks/own-links.ts";
import { askAboutLinks } from "#lib/outside-links/actions.ts";
import type { LostLink } from "#lib/outside-links/types.ts";
import { findDeadTargets } from "#lib/stories/actions.ts";
import type { Placed } from "./checker.ts";

/** How long the text has to rest before its links are looked at again. */
const restMilliseconds = 600;

/**
 * Links at which readers find nothing: to the paper's own pages, and to other sites while the paper has those checked. The server is
 * asked when the text links to something else.
 */
export function useDeadLinks(editor: Editor, storyId: string): readonly Placed[] {
  const [found, setFound] = useState<readonly Placed[]>([]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    let asked = "";
    let dead = { stories: [] as string[], paths: [] as string[] };
    let lost: readonly LostLink[] = [];
    const show = () => {
      const { doc } = editor.state;
      const links = [...deadLinks(doc, dead), ...lostLinks(doc, lost)];
      setFound((before) => (links.length === 0 && before.length === 0 ? before : links));
    };
    const check = async () => {
      const { stories, paths } = ownTargetsOf(editor.state.doc);
      const targets = { stories: stories.filter((id) => id !== storyId).slice(0, 500), paths: paths.slice(0, 200) };
      const urls = outsideUrlsOf(editor.state.doc)
        .filter((url) => url.length <= 2_000)
        .slice(0, 500);
      const key = JSON.stringify([targets, urls]);
      if (key !== asked) {
        const asksPaper = targets.stories.length + targets.paths.length > 0;
        const [ofPaper, ofOthers] = await Promise.all([
          asksPaper ? findDeadTargets(targets).catch(() => null) : null,
          urls.length > 0 ? askAboutLinks({ urls }).catch(() => null) : null,
        ]);
        if (ended) return;
        if (ofPaper?.ok) dead = ofPaper.data;
        if (ofOthers?.ok) lost = ofOthers.data;
        const isWhole = (!asksPaper || ofPaper?.ok) && (urls.length === 0 || ofOthers?.ok);
        if (isWhole) asked = key; // otherwise asked again at the next change
      }
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
