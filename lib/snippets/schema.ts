import * as z from "zod";

export const maxSnippets = 300;
/** UTF-16 units of the blocks as JSON. */
export const maxSnippetJson = 200_000;

const id = z.uuid();
const name = z
  .string()
  .transform((text) => text.replace(/\s+/g, " ").trim())
  .pipe(z.string().min(1, { error: "Enter a name." }).max(80, { error: "Keep the name under 80 characters." }));

/** `snippetId`: the snippet whose text is replaced; null: a new one. */
export const saveSnippetSchema = z.object({
  snippetId: id.nullable(),
  name,
  isBound: z.boolean(),
  /** The blocks as JSON text. */
  blocks: z.string().max(maxSnippetJson, { error: "This is too long for a snippet. Select less." }),
});
export type SaveSnippet = z.output<typeof saveSnippetSchema>;

export const renameSnippetSchema = z.object({ snippetId: id, name });
export const onlySnippet = z.object({ snippetId: id });
