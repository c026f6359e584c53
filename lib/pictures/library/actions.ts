"use server";
import { action, nothing } from "../../action.ts";
import { getSiteSettings } from "../../site/data.ts";
import * as collections from "./collection-mutations.ts";
import { getPictureDetails } from "./data.ts";
import * as library from "./mutations.ts";
import { listPresets } from "./preset-data.ts";
import * as presets from "./preset-mutations.ts";
import {
  bulkSchema,
  collectSchema,
  createCollectionSchema,
  describeSchema,
  libraryQuerySchema,
  moveCollectionSchema,
  onlyCollection,
  onlyPicture,
  onlyPreset,
  presetSchema,
  renameCollectionSchema,
  suggestSchema,
} from "./schema.ts";
import { searchPictures } from "./search-data.ts";
import { suggestValues as findValues } from "./suggestion-data.ts";

/** One page of the library, for the grid and for choosing a picture in a story. */
export const readLibrary = action(libraryQuerySchema, async (actor, query) =>
  searchPictures(actor, { ...query, zone: (await getSiteSettings()).timeZone }),
);
export const suggestValues = action(suggestSchema, findValues);
export const readPicture = action(onlyPicture, (actor, { id }) => getPictureDetails(actor, id));
export const describePicture = action(describeSchema, library.describePicture);
export const describePictures = action(bulkSchema, library.describePictures);

export const createCollection = action(createCollectionSchema, collections.createCollection);
export const renameCollection = action(renameCollectionSchema, collections.renameCollection);
export const moveCollection = action(moveCollectionSchema, collections.moveCollection);
export const deleteCollection = action(onlyCollection, collections.deleteCollection);
export const addToCollection = action(collectSchema, collections.addToCollection);
export const removeFromCollection = action(collectSchema, collections.removeFromCollection);

export const readPresets = action(nothing, listPresets);
export const savePreset = action(presetSchema, presets.savePreset);
export const deletePreset = action(onlyPreset, presets.deletePreset);
