import { Node } from "@tiptap/core";
import { blockFields, validator } from "./attributes.ts";
import { blockIdAttribute } from "./block-nodes.ts";
import { suggestionMarks } from "./marks.ts";
import { headsOf, isData, tableContent } from "./table-html.ts";

const heading = (name: "headRow" | "headColumn") => ({
  default: false,
  validate: validator(blockFields[name], name),
  parseHTML: (element: HTMLElement) => headsOf(element)[name],
  renderHTML: (attributes: Record<string, unknown>) =>
    attributes[name] === true ? { [name === "headRow" ? "data-head-row" : "data-head-column"]: "" } : {},
});

/**
 * Rows of cells under a caption, without merged cells. A cell does not know whether it is a heading: the table says that its
 * first row or column is. Rows may differ in length (two people change columns at once); what is missing is shown as empty.
 */
const table = Node.create({
  name: "table",
  group: "block",
  content: "tableCaption tableRow+",
  marks: suggestionMarks,
  isolating: true,
  addAttributes: () => ({ ...blockIdAttribute(), headRow: heading("headRow"), headColumn: heading("headColumn") }),
  // What only lays out a page is no table; the rules for what is in it apply then.
  parseHTML: () => [{ tag: "table", getAttrs: (element) => isData(element) && null, getContent: tableContent }],
  renderHTML: ({ HTMLAttributes }) => ["div", { "data-table": "" }, ["table", HTMLAttributes, 0]],
});

/** What the table shows. */
const tableCaption = Node.create({
  name: "tableCaption",
  content: "text*",
  marks: `bold italic link ${suggestionMarks}`,
  isolating: true,
  defining: true,
  renderHTML: () => ["caption", 0],
});

const tableRow = Node.create({
  name: "tableRow",
  content: "tableCell+",
  marks: suggestionMarks,
  addAttributes: blockIdAttribute,
  renderHTML: ({ HTMLAttributes }) => ["tr", HTMLAttributes, 0],
});

/** Words and line breaks, nothing else: what needs paragraphs is no table. */
const tableCell = Node.create({
  name: "tableCell",
  content: "inline*",
  isolating: true,
  addAttributes: blockIdAttribute,
  renderHTML: ({ HTMLAttributes }) => ["td", HTMLAttributes, 0],
});

export const tableExtensions = [table, tableCaption, tableRow, tableCell];
