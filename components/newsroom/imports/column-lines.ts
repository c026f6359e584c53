import { csvFields } from "#lib/import/csv/fields.ts";

/** Reads lines such as "headline = Title of article": the field of a story, and the name of its column. */
export function columnsIn(text: string): { columns: Record<string, string> } | { problem: string } {
  const columns: Record<string, string> = {};
  for (const line of text.split("\n").filter((each) => each.trim() !== "")) {
    const [, given = "", column = ""] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    const field = given.toLowerCase();
    if (column === "") return { problem: `Write each line as field = column: ${line.trim()}` };
    if (!Object.hasOwn(csvFields, field))
      return { problem: `There is no field ${given}. Use one of ${Object.keys(csvFields).join(", ")}.` };
    columns[field] = column;
  }
  return { columns };
}
