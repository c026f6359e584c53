import type { Actor } from "../actor.ts";

/** Everybody in the newsroom may upload pictures. */
export const canUpload = (_actor: Actor): boolean => true;

/** Everybody in the newsroom may see all its pictures. */
export const canSeePictures = (_actor: Actor): boolean => true;
