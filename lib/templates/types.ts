/** A template as editors manage it. */
export type TemplateRow = {
  id: string;
  name: string;
  sectionId: string | null;
  checklist: string[];
  words: number;
  /** ISO instant. */
  updatedAt: string;
  updatedBy: string | null;
};

/** A template as writers choose it. */
export type TemplateChoice = { id: string; name: string };

/** A line of a story's checklist. `done`: by whom and when (ISO instant); null while it is open. */
export type ChecklistLine = { id: string; text: string; done: { by: string | null; at: string } | null };
