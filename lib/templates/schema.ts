import * as z from "zod";

export const maxTemplates = 100;
export const maxItems = 30;
export const maxItem = 200;

const id = z.uuid();
const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
const name = z
  .string()
  .transform(oneLine)
  .pipe(z.string().min(1, { error: "Enter a name." }).max(80, { error: "Keep the name under 80 characters." }));

/** One line for each item, as it is typed. */
const checklist = z
  .string()
  .max(20_000, { error: "Use at most 30 lines." })
  .transform((text) => text.split("\n").map(oneLine).filter(Boolean))
  .pipe(
    z
      .array(z.string().max(maxItem, { error: "Keep each line under 200 characters." }))
      .max(maxItems, { error: "Use at most 30 lines." }),
  );

/** `templateId`: the template whose text is replaced; null: a new one. */
export const saveTemplateSchema = z.object({ storyId: id, templateId: id.nullable(), name, checklist });
export type SaveTemplate = z.output<typeof saveTemplateSchema>;

export const changeTemplateSchema = z.object({ templateId: id, name, sectionId: id.nullable(), checklist });
export type ChangeTemplate = z.output<typeof changeTemplateSchema>;

export const onlyTemplate = z.object({ templateId: id });
/** The browser makes the id of the story, so that a repeated request begins one story. */
export const beginFromTemplateSchema = z.object({ templateId: id, storyId: id });

export const onlyChecklist = z.object({ storyId: id });
export const tickSchema = z.object({ itemId: id, isDone: z.boolean() });
