"use client";
import type { Editor } from "@tiptap/react";
import { lazyPart } from "#components/newsroom/lazy-part.tsx";
import type { OpenStory } from "#lib/stories/types.ts";
import type { Comments } from "./comments/use-comments.ts";
import type { Past } from "./history/use-past.ts";
import type { Lookup } from "./lookup.ts";
import { NothingWritten } from "./new-story/nothing-written.tsx";
import type { PanelPart } from "./panel/story-panel.tsx";
import type { Saving } from "./saving/use-story-loop.ts";
import type { Suggestions } from "./suggesting/use-suggestions.ts";

/** Loaded when they are opened. The first tab, and the one that works without a network, are loaded in idle time. */
const DetailsTab = lazyPart("The details", () => import("./panel/details-tab.tsx").then((part) => part.DetailsTab));
const CommentsPanel = lazyPart("The comments", () =>
  import("./comments/comments-panel.tsx").then((part) => part.CommentsPanel),
);
const SuggestionsPanel = lazyPart("The suggestions", () =>
  import("./suggesting/suggestions-panel.tsx").then((part) => part.SuggestionsPanel),
);
const ChecksPanel = lazyPart("The checks", () => import("./checks/checks-panel.tsx").then((part) => part.ChecksPanel));
const PreviewPanel = lazyPart("The preview", () =>
  import("./preview/preview-panel.tsx").then((part) => part.PreviewPanel),
);
const HistoryPanel = lazyPart("The history", () =>
  import("./history/history-panel.tsx").then((part) => part.HistoryPanel),
);
export const preloadTabs = [DetailsTab.preload, SuggestionsPanel.preload];

type Given = {
  story: OpenStory;
  headline: string;
  editor: Editor;
  lookup: Lookup;
  saving: Saving;
  comments: Comments;
  suggestions: Suggestions;
  past: Past;
  /** On a narrow screen the panel covers the text. */
  closePanel: () => void;
};

/** The tabs beside the text: details, comments, suggestions, checks, preview and history. */
export function useStoryTabs(given: Given): PanelPart[] {
  const { story, headline, editor, lookup, saving, comments, suggestions, past, closePanel } = given;
  const { status, isCreated } = saving;
  return [
    {
      tab: "details",
      label: "Details",
      content: <DetailsTab story={story} editor={editor} lookup={lookup} saving={saving} />,
    },
    {
      tab: "comments",
      label: "Comments",
      count: comments.open?.length ?? 0,
      content: isCreated ? <CommentsPanel comments={comments} /> : <NothingWritten />,
    },
    {
      tab: "suggestions",
      label: "Suggestions",
      count: suggestions.cards.length,
      content: <SuggestionsPanel suggestions={suggestions} lookup={lookup} />,
    },
    {
      tab: "checks",
      label: "Checks",
      content: isCreated ? (
        <ChecksPanel storyId={story.id} editor={editor} kind={status.kind} closePanel={closePanel} />
      ) : (
        <NothingWritten />
      ),
    },
    {
      tab: "preview",
      label: "Preview",
      isWide: true,
      content: isCreated ? (
        <PreviewPanel
          storyId={story.id}
          editor={editor}
          kind={status.kind}
          saveState={saving.state}
          news={saving.news}
        />
      ) : (
        <NothingWritten />
      ),
    },
    {
      tab: "history",
      label: "History",
      content: isCreated ? (
        <HistoryPanel
          story={{ id: story.id, headline }}
          history={past.history}
          sides={past.sides}
          choose={(number) => {
            past.toggle(number);
            closePanel();
          }}
          mayHide={status.may.hideWords}
          mayName={status.may.verbs.includes("nameVersion")}
          flush={saving.flush}
          onStatus={saving.setStatus}
        />
      ) : (
        <NothingWritten />
      ),
    },
  ];
}
