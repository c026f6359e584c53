"use server";
import { action, nothing } from "../action.ts";
import { listChecklist as list } from "./checklist-data.ts";
import { tickItem as tick } from "./checklist-mutations.ts";
import * as data from "./data.ts";
import * as templates from "./mutations.ts";
import {
  beginFromTemplateSchema,
  changeTemplateSchema,
  onlyChecklist,
  onlyTemplate,
  saveTemplateSchema,
  tickSchema,
} from "./schema.ts";

export const listTemplates = action(nothing, data.listTemplates);
export const listManagedTemplates = action(nothing, data.listManagedTemplates);
export const saveTemplate = action(saveTemplateSchema, (actor, input) => templates.saveTemplate(actor, input));
export const changeTemplate = action(changeTemplateSchema, (actor, input) => templates.changeTemplate(actor, input));
export const deleteTemplate = action(onlyTemplate, (actor, input) => templates.deleteTemplate(actor, input));
export const beginFromTemplate = action(beginFromTemplateSchema, (actor, input) =>
  templates.beginFromTemplate(actor, input),
);
export const listChecklist = action(onlyChecklist, (actor, { storyId }) => list(actor, storyId));
export const tickItem = action(tickSchema, (actor, input) => tick(actor, input));
