import type { Actor } from "../actor.ts";

/** Whoever may write may bring pictures for it. */
export const canUpload = (_actor: Actor): boolean => true;

/** The newsroom's pictures are open to all who work in it. */
export const canSeePictures = (_actor: Actor): boolean => true;
