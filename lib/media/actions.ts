"use server";
import { action } from "../action.ts";
import { getMedia, listMedia } from "./data.ts";
import * as mutations from "./mutations.ts";
import { listMediaSchema, mediaIdSchema, setPosterSchema, updateMediaSchema } from "./schema.ts";

export const updateMedia = action(updateMediaSchema, mutations.updateMedia);
export const setPoster = action(setPosterSchema, mutations.setPoster);
export const openMedia = action(mediaIdSchema, (actor, { id }) => getMedia(actor, id));
export const listUploadedMedia = action(listMediaSchema, listMedia);
