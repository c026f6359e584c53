import "server-only";
import { passagesOf } from "../document/passages.ts";
import { newId } from "../ids.ts";
import { answer, postedForm, privateToken } from "../press/context.ts";
import { loadSiteChrome } from "../reading/site-chrome-loaders.ts";
import { findReview } from "./data.ts";

/** The page of the link by which it was asked for. Every link that does not work gets one and the same answer. */
export async function loadReviewPage() {
  const chrome = await loadSiteChrome();
  const token = privateToken() ?? "";
  const review = token === "" ? null : await findReview(token);
  if (!review) {
    answer(404);
    const { text = "", note = "" } = postedForm()?.values ?? {};
    return { ...chrome, kind: "gone" as const, unsent: text || note };
  }
  return {
    ...chrome,
    ...review,
    kind: "review" as const,
    token,
    passages: passagesOf(review.preview.story.document),
    /** Id of the comment that the form will send. */
    commentId: newId(),
    posted: postedForm(),
  };
}
export type ReviewView = Extract<Awaited<ReturnType<typeof loadReviewPage>>, { kind: "review" }>;
