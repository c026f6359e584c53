"use server";
import { action } from "../../action.ts";
import { getSiteSettings } from "../../site/data.ts";
import { getPictureDetails } from "./data.ts";
import * as library from "./mutations.ts";
import { bulkSchema, describeSchema, libraryQuerySchema, onlyPicture } from "./schema.ts";
import { searchPictures } from "./search-data.ts";

/** One page of the library, for the grid and for choosing a picture in a story. */
export const readLibrary = action(libraryQuerySchema, async (actor, query) =>
  searchPictures(actor, { ...query, zone: (await getSiteSettings()).timeZone }),
);
export const readPicture = action(onlyPicture, (actor, { id }) => getPictureDetails(actor, id));
export const describePicture = action(describeSchema, library.describePicture);
export const describePictures = action(bulkSchema, library.describePictures);
