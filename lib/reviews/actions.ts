"use server";
import { action } from "../action.ts";
import { requestOrigin } from "../auth/loaders.ts";
import { listReviews as list } from "./data.ts";
import * as reviews from "./mutations.ts";
import { onlyReviewLink, onlyStoryReviews, reviewHref, shareSchema } from "./schema.ts";

export const listReviews = action(onlyStoryReviews, (actor, { storyId }) => list(actor, storyId));
export const shareStory = action(shareSchema, async (actor, input) => {
  const { token, ...shared } = await reviews.shareStory(actor, input);
  return { ...shared, link: `${await requestOrigin()}${reviewHref(token)}` };
});
export const revokeReviewLink = action(onlyReviewLink, (actor, input) => reviews.revokeReviewLink(actor, input));
