import "server-only";
import { notFound } from "next/navigation";
import { requirePerson } from "../auth/loaders.ts";
import { DomainError } from "../errors.ts";
import { listPictureHolders } from "../partners/recall-data.ts";
import { getRightsState } from "./data.ts";
import { listUses } from "./use-data.ts";

/** The rights of a picture, where it is used and which partners have it, for its page; answers 404 if there is none. */
export async function loadRightsAndUses(pictureId: string) {
  const actor = await requirePerson();
  try {
    return {
      rights: await getRightsState(actor, pictureId),
      uses: await listUses(actor, pictureId),
      partners: await listPictureHolders(actor, pictureId),
    };
  } catch (error) {
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
