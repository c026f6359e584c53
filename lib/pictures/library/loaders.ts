import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requirePerson } from "../../auth/loaders.ts";
import { DomainError } from "../../errors.ts";
import { listCollections } from "./collection-data.ts";
import { getPictureDetails } from "./data.ts";
import { listSimilar } from "./similar-data.ts";

/** The picture of a page; answers 404 if there is none. Read once per request. */
export const loadPicture = cache(async (id: string) => {
  const actor = await requirePerson();
  try {
    return await getPictureDetails(actor, id);
  } catch (error) {
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
});

export const loadSimilar = async (id: string) => listSimilar(await requirePerson(), id);
export const loadCollections = async () => listCollections(await requirePerson());
