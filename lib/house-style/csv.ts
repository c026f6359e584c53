// The house style as a file: a line for each rule, so that a paper can bring its rules from a spreadsheet.
import { CsvError, parse } from "csv-parse/sync";
import { DomainError } from "../errors.ts";
import { type StyleRuleInput, styleRuleSchema } from "./schema.ts";

/** The columns of the file. The sections are named by their paths, divided by spaces; examples by " | ". */
export const styleColumns = [
  "find",
  "replace",
  "reason",
  "regular expression",
  "match case",
  "severity",
  "sections",
  "finds",
  "leaves",
  "on",
] as const;

export type StyleLine =
  | { line: number; rule: Omit<StyleRuleInput, "sections">; sections: string[] }
  | { line: number; problem: string };

const isYes = (cell = ""): boolean => /^(?:yes|y|true|1|on|block)$/i.test(cell.trim());
const list = (cell = ""): string[] =>
  cell
    .split(" | ")
    .map((one) => one.trim())
    .filter(Boolean);

/**
 * Reads rules from comma-, semicolon- or tab-separated text. With a heading the columns may be in any order; without one they
 * are find, replace, reason. @throws INVALID {openQuote} where a quotation mark is never closed
 */
export function readStyle(text: string): StyleLine[] {
  let rows: { record: string[]; info: { lines: number } }[];
  try {
    rows = parse(text, {
      bom: true,
      delimiter: [",", ";", "\t"],
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }) as unknown as typeof rows; // typed as if `info` were not given
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new DomainError("INVALID", { openQuote: true });
  }
  const heading = rows[0]?.record.map((cell) => cell.trim().toLowerCase()) ?? [];
  const hasHeading = heading.includes("find");
  const columns: readonly string[] = hasHeading ? heading : styleColumns;
  return rows.slice(hasHeading ? 1 : 0).map(({ record, info: { lines: line } }) => {
    const cell = (name: (typeof styleColumns)[number]): string => record[columns.indexOf(name)] ?? "";
    const parsed = styleRuleSchema.safeParse({
      pattern: cell("find"),
      replacement: cell("replace"),
      reason: cell("reason").trim() || "House style",
      isRegex: isYes(cell("regular expression")),
      matchCase: isYes(cell("match case")),
      severity: isYes(cell("severity")) ? "BLOCK" : "WARN",
      finds: list(cell("finds")),
      leaves: list(cell("leaves")),
      isOn: cell("on").trim() === "" || isYes(cell("on")),
    });
    if (!parsed.success) return { line, problem: parsed.error.issues[0]?.message ?? "This line cannot be read." };
    const { sections: _, ...rule } = parsed.data;
    return { line, rule, sections: cell("sections").split(/\s+/).filter(Boolean) };
  });
}

const quoted = (cell: string): string => (/[",;\t\n\r]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Writes the file that `readStyle` reads. `sections`: the paths of sections by id. */
export function writeStyle(rules: readonly StyleRuleInput[], sections: ReadonlyMap<string, string>): string {
  const lines = rules.map((rule) => [
    rule.pattern,
    rule.replacement,
    rule.reason,
    rule.isRegex ? "yes" : "no",
    rule.matchCase ? "yes" : "no",
    rule.severity === "BLOCK" ? "block" : "warn",
    rule.sections.flatMap((id) => sections.get(id) ?? []).join(" "),
    rule.finds.join(" | "),
    rule.leaves.join(" | "),
    rule.isOn ? "yes" : "no",
  ]);
  return [styleColumns, ...lines].map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");
}
