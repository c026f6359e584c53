"use server";
import { action } from "../action.ts";
import * as data from "./data.ts";
import * as imports from "./mutations.ts";
import { findProblemsSchema, onlyImport, repeatImportSchema, startImportSchema } from "./schema.ts";
import { undoImport } from "./undo-mutations.ts";

export const beginImport = action(startImportSchema, (actor, input) => imports.startImport(actor, input));
export const repeatImport = action(repeatImportSchema, (actor, input) => imports.repeatImport(actor, input));
export const pauseRun = action(onlyImport, imports.pauseImport);
export const resumeRun = action(onlyImport, imports.resumeImport);
export const undoRun = action(onlyImport, undoImport);
export const readFoundNames = action(onlyImport, data.getFoundNames);
export const readProblems = action(findProblemsSchema, data.findProblems);
