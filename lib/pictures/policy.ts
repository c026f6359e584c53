import { type Actor, hasRole, personId } from "../actor.ts";

/** Everybody in the newsroom may upload pictures. */
export const canUpload = (_actor: Actor): boolean => true;

/** Everybody in the newsroom may see all its pictures. */
export const canSeePictures = (_actor: Actor): boolean => true;

/** The description: reporters and above for every picture, contributors for their own uploads. */
export const canEditPicture = (actor: Actor, picture: { uploaderId: string | null }): boolean =>
  hasRole(actor, "REPORTER") || (picture.uploaderId !== null && picture.uploaderId === personId(actor));

/** Creating, renaming, moving and deleting collections. */
export const canManageCollections = (actor: Actor): boolean => hasRole(actor, "REPORTER");

/** Creating, changing and deleting presets for uploads. Everybody may use them. */
export const canManagePresets = (actor: Actor): boolean => hasRole(actor, "EDITOR");

/** Terms, dates of use and withdrawal: editors and admins are the picture desk. */
export const canManageRights = (actor: Actor): boolean => hasRole(actor, "EDITOR");
