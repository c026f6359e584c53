"use client";
import type { Editor } from "@tiptap/react";
import dynamic from "next/dynamic";
import { useMemo } from "react";
import { useActor } from "#components/newsroom/newsroom-context.tsx";
import { hasRole } from "#lib/actor.ts";
import type { OpenStory } from "#lib/stories/types.ts";
import { CommentsPanel } from "./comments/comments-panel.tsx";
import type { Comments } from "./comments/use-comments.ts";
import { HistoryPanel } from "./history/history-panel.tsx";
import type { Past } from "./history/use-past.ts";
import type { Lookup } from "./lookup.ts";
import { NothingWritten } from "./new-story/nothing-written.tsx";
import { AssignmentRows } from "./panel/assignment-rows.tsx";
import { ChecklistRows } from "./panel/checklist-rows.tsx";
import { EmbargoRows } from "./panel/embargo-rows.tsx";
import { PageDetails } from "./panel/page-details.tsx";
import { ReviewRows } from "./panel/review-rows.tsx";
import { StoryDetails } from "./panel/story-details.tsx";
import type { PanelPart } from "./panel/story-panel.tsx";
import type { Saving } from "./saving/use-story-loop.ts";
import { SuggestionsPanel } from "./suggesting/suggestions-panel.tsx";
import type { Suggestions } from "./suggesting/use-suggestions.ts";

/** Loaded when it is opened. */
const ChecksPanel = dynamic(() => import("./checks/checks-panel.tsx").then((part) => part.ChecksPanel), { ssr: false });
const PreviewPanel = dynamic(() => import("./preview/preview-panel.tsx").then((part) => part.PreviewPanel), {
  ssr: false,
});

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
  const actor = useActor();
  const { status, isCreated } = saving;
  const { assignment, timing } = usePlanRows(story.id, saving);
  const { news } = saving;
  const mayTick = status.may.comment;
  const reviews = useMemo(
    () =>
      isCreated ? (
        <>
          <ChecklistRows storyId={story.id} news={news} mayTick={mayTick} />
          <ReviewRows storyId={story.id} news={news} flush={saving.flush} />
        </>
      ) : null,
    [isCreated, story.id, news, mayTick, saving.flush],
  );
  return [
    {
      tab: "details",
      label: "Details",
      content:
        status.kind === "PAGE" ? (
          <PageDetails editor={editor} lookup={lookup} path={status.path} timing={timing} />
        ) : (
          <StoryDetails
            editor={editor}
            lookup={lookup}
            path={status.path}
            move={status.publication === "LIVE" && hasRole(actor, "EDITOR") ? saving.setStatus : null}
            story={story}
            isCreated={isCreated}
            flush={saving.flush}
            assignment={assignment}
            timing={timing}
            reviews={reviews}
          />
        ),
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

/** Rows of the details that follow the status. Each is rendered when its own facts change, and not with every save. */
function usePlanRows(storyId: string, { status, isCreated, setStatus }: Saving) {
  const mayEmbargo = status.may.embargo;
  const { until = null, reason = "" } = status.schedule.embargo ?? {};
  const timing = useMemo(
    () =>
      isCreated ? (
        <EmbargoRows storyId={storyId} isOff={!mayEmbargo} until={until} reason={reason} onStatus={setStatus} />
      ) : null,
    [isCreated, storyId, mayEmbargo, until, reason, setStatus],
  );
  const { copy, publication, publishedAt, assignee, dueAt, flags, planDigest } = status;
  const facts = JSON.stringify({ copy, publication, publishedAt, assignee, dueAt, flags, planDigest });
  const assignment = useMemo(
    () => (isCreated ? <AssignmentRows storyId={storyId} status={JSON.parse(facts)} /> : null),
    [isCreated, storyId, facts],
  );
  return { assignment, timing };
}
