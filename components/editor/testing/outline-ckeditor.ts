// Parses the model files of CKEditor's clipboard corpus into outlines.
import type { Element, Nodes } from "hast";
import { fromHtml } from "hast-util-from-html";
import { maxListLevels } from "#lib/document/blocks/list/block.ts";
import { lineText, newLine, type Outline, type OutlineSpan, plain } from "./outline.ts";

const markNames: Record<string, string> = {
  bold: "bold",
  italic: "italic",
  strikethrough: "strike",
  subscript: "subscript",
  superscript: "superscript",
  code: "code",
};

const elementsIn = (node: Nodes): Element[] =>
  "children" in node ? (node.children as Nodes[]).filter((child): child is Element => child.type === "element") : [];
const everyIn = (node: Nodes): Element[] => elementsIn(node).flatMap((child) => [child, ...everyIn(child)]);

function spansOf(node: Nodes, marks: string[] = [], href: string | null = null): OutlineSpan[] {
  if (node.type === "text") return [{ text: node.value, marks, href }];
  if (!("children" in node)) return [];
  const properties = node.type === "element" ? node.properties : {};
  const own = Object.entries(markNames).flatMap(([name, mark]) => (name in properties ? [mark] : []));
  const link = typeof properties.linkhref === "string" ? properties.linkhref : href;
  if (node.type === "element" && node.tagName === "m-softbreak") return [{ text: " ", marks, href: link }];
  return node.children.flatMap((child) => spansOf(child, [...marks, ...own], link));
}

/**
 * The outline of a model. The model has no numbers: `numbers` are those in the clipboard.
 * Omitted, because a story has none of them: colours, fonts, underlines, alignment, page breaks and bookmarks.
 */
export function outlineOfModel(model: string, numbers: readonly number[] | null): Outline {
  // With a prefix, the parser does not take these elements for those of HTML.
  const source = model
    .replace(/<(\/?)\$?([a-z])/gi, "<$1m-$2")
    .replace(/\s*\n\s*/g, (space, at: number) => (model.length > at && space ? "\n" : ""))
    .replace(/>\n+</g, "><");
  const outline: Outline = { lines: [], pictures: 0 };
  /** The last item of each open level. A story cannot skip levels, so skipped levels of a model are closed up. */
  const counts: { id: string; type: string; number: number; indent: number }[] = [];
  let shown = 0;
  const blocks = elementsIn(fromHtml(source, { fragment: true }));
  for (const block of blocks) {
    const { properties } = block;
    outline.pictures += [block, ...everyIn(block)].filter(({ tagName }) => tagName.startsWith("m-image")).length;
    if (block.tagName === "m-table") {
      const rows = everyIn(block)
        .filter(({ tagName }) => tagName === "m-tablerow")
        .map((row) =>
          elementsIn(row).map((cell) =>
            plain(
              everyIn(cell)
                .filter(({ tagName }) => tagName === "m-paragraph")
                .map((part) => lineText({ spans: spansOf(part) }))
                .join(" "),
            ),
          ),
        );
      outline.lines.push({ ...newLine("table"), rows });
      continue;
    }
    const heading = /^m-heading(\d)$/.exec(block.tagName)?.[1];
    if (block.tagName !== "m-paragraph" && heading === undefined) continue;
    const line = newLine("paragraph", spansOf(block));
    outline.lines.push(line);
    if (heading !== undefined) line.kind = Number(heading) <= 2 ? "heading 2" : "heading 3";
    if (properties.listindent === undefined || heading !== undefined) {
      if (lineText(line) !== "") counts.length = 0;
      continue;
    }
    const indent = Number(properties.listindent);
    const id = String(properties.listitemid);
    const type = String(properties.listtype);
    while ((counts.at(-1)?.indent ?? -1) > indent) counts.pop();
    const before = counts.at(-1)?.indent === indent ? counts.pop() : undefined;
    const isContinued = before?.id === id;
    const number = before?.type === type ? before.number + (isContinued ? 0 : 1) : 1;
    counts.push({ id, type, number, indent });
    line.depth = Math.min(counts.length, maxListLevels);
    if (isContinued) {
      line.kind = "continued";
      continue;
    }
    line.kind = type === "numbered" ? "number" : "bullet";
    if (type === "numbered") line.number = numbers?.[shown++] ?? number;
  }
  return outline;
}
