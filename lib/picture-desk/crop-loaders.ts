import "server-only";
import { notFound } from "next/navigation";
import { requirePerson } from "../auth/loaders.ts";
import { DomainError } from "../errors.ts";
import { getPictureCrops, type PictureCrops } from "./crop-data.ts";

/** The crops of a picture for its page; answers 404 if there is no such picture. */
export async function loadPictureCrops(id: string): Promise<PictureCrops> {
  const actor = await requirePerson();
  try {
    return await getPictureCrops(actor, id);
  } catch (error) {
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
