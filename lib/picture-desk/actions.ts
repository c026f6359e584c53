"use server";
import { action } from "../action.ts";
import { changeRightsSchema, manyPictures, onlyPicture, withdrawSchema } from "../rights/schema.ts";
import { getRightsState } from "./data.ts";
import * as rights from "./mutations.ts";
import * as trash from "./trash-mutations.ts";

export const changeRights = action(changeRightsSchema, rights.changeRights);
export const withdrawPicture = action(withdrawSchema, rights.withdrawPicture);
export const allowPictureAgain = action(onlyPicture, rights.allowPictureAgain);
export const trashPictures = action(manyPictures, trash.trashPictures);
export const restorePictures = action(manyPictures, trash.restorePictures);
export const readRights = action(onlyPicture, (actor, { pictureId }) => getRightsState(actor, pictureId));
