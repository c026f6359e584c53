"use server";
import { action } from "../action.ts";
import * as media from "./media-mutations.ts";
import { mediaRightsSchema, onlyMedia } from "./media-schema.ts";

export const changeMediaRights = action(mediaRightsSchema, media.changeMediaRights);
export const trashMedia = action(onlyMedia, media.trashMedia);
export const restoreMedia = action(onlyMedia, media.restoreMedia);
