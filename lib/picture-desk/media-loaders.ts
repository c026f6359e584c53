import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requirePerson } from "../auth/loaders.ts";
import { DomainError } from "../errors.ts";
import { getMediaDetails } from "./media-data.ts";

/** A file for its page; answers 404 if there is none. */
export const loadMediaDetails = cache(async (mediaId: string) => {
  try {
    return await getMediaDetails(await requirePerson(), mediaId);
  } catch (error) {
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
});
