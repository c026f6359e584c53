"use server";
import * as z from "zod";
import { action } from "../action.ts";
import * as data from "./data.ts";
import * as collections from "./mutations.ts";
import { createCollectionSchema, findCollectionsSchema, onlyCollection, saveCollectionSchema } from "./schema.ts";

export const addCollection = action(createCollectionSchema, collections.createCollection);
export const saveCollection = action(saveCollectionSchema, (actor, input) => collections.saveCollection(actor, input));
export const publishCollection = action(onlyCollection, (actor, input) => collections.publishCollection(actor, input));
export const withdrawCollection = action(onlyCollection, collections.withdrawCollection);
export const deleteCollection = action(onlyCollection, collections.deleteCollection);
export const findCollections = action(findCollectionsSchema, data.findCollections);
export const readCoverLook = action(z.object({ picture: z.uuid() }), data.findCoverLook);
