"use client";
import type { Editor } from "@tiptap/core";
import { useMemo } from "react";
import { lazyPart } from "#components/newsroom/lazy-part.tsx";
import type { OpenStory } from "#lib/stories/types.ts";
import type { Lookup } from "../lookup.ts";
import type { Saving } from "../saving/use-story-loop.ts";
import { AssignmentRows } from "./assignment-rows.tsx";
import { ChecklistRows } from "./checklist-rows.tsx";
import { EmbargoRows } from "./embargo-rows.tsx";
import { PageDetails } from "./page-details.tsx";
import { ReaderRows } from "./reader-rows.tsx";
import { ReviewRows } from "./review-rows.tsx";
import { StoryDetails } from "./story-details.tsx";

/** Loaded once the panel is open. */
const OriginRows = lazyPart("The list of wire items", () =>
  import("../wires/origin-rows.tsx").then((part) => part.OriginRows),
);

type Props = { story: OpenStory; editor: Editor; lookup: Lookup; saving: Saving };

/** The tab Details of a story or a page. */
export function DetailsTab({ story, editor, lookup, saving }: Props) {
  const { status, isCreated, news } = saving;
  const { assignment, timing } = usePlanRows(story.id, saving);
  const { isConfidential, sharedCount } = status;
  const { comment: mayTick, nameReaders: mayNameReaders } = status.may;
  const reviews = useMemo(
    () =>
      isCreated ? (
        <>
          <OriginRows editor={editor} />
          <ChecklistRows storyId={story.id} news={news} mayTick={mayTick} />
          <ReviewRows storyId={story.id} news={news} flush={saving.flush} />
          <ReaderRows
            storyId={story.id}
            isConfidential={isConfidential}
            sharedCount={sharedCount}
            mayChange={mayNameReaders}
          />
        </>
      ) : null,
    [isCreated, editor, story.id, news, mayTick, saving.flush, isConfidential, sharedCount, mayNameReaders],
  );
  if (status.kind === "PAGE") return <PageDetails editor={editor} lookup={lookup} path={status.path} timing={timing} />;
  return (
    <StoryDetails
      editor={editor}
      lookup={lookup}
      path={status.path}
      move={status.publication === "LIVE" && status.may.moveAddress ? saving.setStatus : null}
      mayBadge={status.may.editorsFields}
      story={story}
      isCreated={isCreated}
      flush={saving.flush}
      assignment={assignment}
      timing={timing}
      reviews={reviews}
    />
  );
}

/** Rows of the details that follow the status. Each is rendered when its own facts change, and not with every save. */
function usePlanRows(storyId: string, { status, isCreated, setStatus }: Saving) {
  const { embargo: mayEmbargo, liftEmbargo: mayLift } = status.may;
  const { until = null, reason = "" } = status.schedule.embargo ?? {};
  const timing = useMemo(
    () =>
      isCreated ? (
        <EmbargoRows
          storyId={storyId}
          isOff={!mayEmbargo}
          mayLift={mayLift}
          until={until}
          reason={reason}
          onStatus={setStatus}
        />
      ) : null,
    [isCreated, storyId, mayEmbargo, mayLift, until, reason, setStatus],
  );
  const { copy, publication, publishedAt, assignee, dueAt, flags, planDigest } = status;
  const facts = JSON.stringify({ copy, publication, publishedAt, assignee, dueAt, flags, planDigest });
  const assignment = useMemo(
    () => (isCreated ? <AssignmentRows storyId={storyId} status={JSON.parse(facts)} /> : null),
    [isCreated, storyId, facts],
  );
  return { assignment, timing };
}
