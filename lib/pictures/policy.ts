import { type Actor, personId } from "../actor.ts";
import { has, worksWithOthers } from "../roles/policy.ts";

/** Everybody in the newsroom may upload pictures. */
export const canUpload = (_actor: Actor): boolean => true;

/** Everybody in the newsroom may see all its pictures. */
export const canSeePictures = (_actor: Actor): boolean => true;

/** The description: for every picture, but contributors for their own uploads only. */
export const canEditPicture = (actor: Actor, picture: { uploaderId: string | null }): boolean =>
  worksWithOthers(actor) || (picture.uploaderId !== null && picture.uploaderId === personId(actor));

/** Creating, renaming, moving and deleting collections. */
export const canManageCollections = (actor: Actor): boolean => worksWithOthers(actor);

/** Creating, changing and deleting presets for uploads. Everybody may use them. */
export const canManagePresets = (actor: Actor): boolean => has(actor, "pictures");

/** Terms, dates of use and withdrawal: those with this privilege are the picture desk. */
export const canManageRights = (actor: Actor): boolean => has(actor, "pictures");
