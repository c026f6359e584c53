"use server";
import { action } from "../action.ts";
import { searchSchema } from "../topics/schema.ts";
import { searchAuthors } from "./data.ts";
import { changeAuthor, changeOwnPortrait, createAuthor, mergeAuthors } from "./mutations.ts";
import { changeAuthorSchema, createAuthorSchema, mergeAuthorsSchema, ownPortraitSchema } from "./schema.ts";

export const addAuthor = action(createAuthorSchema, createAuthor);
export const saveAuthor = action(changeAuthorSchema, changeAuthor);
export const joinAuthors = action(mergeAuthorsSchema, mergeAuthors);
export const saveOwnPortrait = action(ownPortraitSchema, changeOwnPortrait);
export const findAuthors = action(searchSchema, (actor, { q }) => searchAuthors(actor, q));
