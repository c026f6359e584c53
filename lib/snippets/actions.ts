"use server";
import { action, nothing } from "../action.ts";
import * as data from "./data.ts";
import * as snippets from "./mutations.ts";
import { onlySnippet, renameSnippetSchema, saveSnippetSchema } from "./schema.ts";

export const listSnippets = action(nothing, data.listSnippets);
export const getSnippetBlocks = action(onlySnippet, (actor, { snippetId }) => data.getSnippetBlocks(actor, snippetId));
export const saveSnippet = action(saveSnippetSchema, (actor, input) => snippets.saveSnippet(actor, input));
export const renameSnippet = action(renameSnippetSchema, snippets.renameSnippet);
export const deleteSnippet = action(onlySnippet, snippets.deleteSnippet);
