"use server";
import { action } from "../action.ts";
import { changeSection, createSection, deleteSection, moveSection } from "./mutations.ts";
import { changeSectionSchema, createSectionSchema, deleteSectionSchema, moveSectionSchema } from "./schema.ts";

export const addSection = action(createSectionSchema, createSection);
export const saveSection = action(changeSectionSchema, changeSection);
export const shiftSection = action(moveSectionSchema, moveSection);
export const removeSection = action(deleteSectionSchema, deleteSection);
