// Describes a text block by block, as a reader sees it, so that texts from different sources can be compared.
import type { Node } from "@tiptap/pm/model";

export type OutlineSpan = { text: string; marks: readonly string[]; href: string | null };
export type OutlineLine = {
  kind: "paragraph" | "continued" | "heading 2" | "heading 3" | "bullet" | "number" | "divider" | "table";
  /** The number of lists around the line. */
  depth: number;
  isQuoted: boolean;
  number: number | null;
  spans: OutlineSpan[];
  /** Set for a row of a table: the text of each cell. */
  rows: string[][];
};
export type Outline = { lines: OutlineLine[]; pictures: number };

export const dimensions = [
  "text",
  "block types",
  "nesting",
  "numbers",
  "marks",
  "links",
  "tables",
  "pictures",
] as const;
export type Dimension = (typeof dimensions)[number];

export const plain = (text: string): string => text.replace(/[\s\u00a0]+/g, " ").trim();
export const lineText = (line: Pick<OutlineLine, "spans">): string =>
  plain(line.spans.map(({ text }) => text).join(""));
export const newLine = (kind: OutlineLine["kind"], spans: OutlineSpan[] = []): OutlineLine => ({
  kind,
  depth: 0,
  isQuoted: false,
  number: null,
  spans,
  rows: [],
});

/** The words that each mark covers, joined where formats inside of it change. */
function runs(line: OutlineLine, of: (span: OutlineSpan) => readonly string[]): string[] {
  const open = new Map<string, string>();
  const done: string[] = [];
  const close = (name: string) => {
    const text = plain(open.get(name) ?? "");
    if (text !== "") done.push(`${name}: ${text}`);
    open.delete(name);
  };
  for (const span of line.spans) {
    const names = of(span);
    for (const name of [...open.keys()]) if (!names.includes(name) && span.text.trim() !== "") close(name);
    for (const name of names) open.set(name, (open.get(name) ?? "") + span.text);
  }
  for (const name of [...open.keys()]) close(name);
  return done.sort();
}

/** Empty lines are spacing; an empty item among others is an item. */
const isShown = (line: OutlineLine): boolean =>
  lineText(line) !== "" || ["bullet", "number", "divider", "table"].includes(line.kind);

/** One comparable text for each dimension. Anchors within the page are omitted because a story has none. */
export function describe({ lines, pictures }: Outline): Record<Dimension, string> {
  const isEmpty = lines.every((line) => lineText(line) === "" && line.kind !== "table" && line.kind !== "divider");
  const shown = isEmpty ? [] : lines.filter(isShown);
  const written = shown.filter(({ kind }) => kind !== "table");
  return {
    text: written
      .map(lineText)
      .filter((text) => text !== "")
      .join("\n"),
    "block types": shown.map(({ kind, isQuoted }) => (isQuoted ? `quoted ${kind}` : kind)).join(", "),
    nesting: shown.map(({ depth }) => depth).join(" "),
    numbers: shown.flatMap(({ number }) => (number === null ? [] : [number])).join(" "),
    marks: written.flatMap((line) => runs(line, ({ marks }) => marks)).join("\n"),
    links: written
      .flatMap((line) => runs(line, ({ href }) => (href === null || href.startsWith("#") ? [] : [href])))
      .join("\n"),
    tables: shown
      .filter(({ kind }) => kind === "table")
      .map(({ rows }) => rows.map((row) => row.join(" | ")).join("\n"))
      .join("\n\n"),
    pictures: String(pictures),
  };
}

export const differences = (expected: Outline, actual: Outline): Dimension[] => {
  const [left, right] = [describe(expected), describe(actual)];
  return dimensions.filter((name) => left[name] !== right[name]);
};

const compared = ["bold", "italic", "strike", "subscript", "superscript", "code"];

function spansOf(block: Node): OutlineSpan[] {
  const spans: OutlineSpan[] = [];
  block.forEach((node) => {
    spans.push({
      text: node.isText ? (node.text ?? "") : " ",
      marks: node.marks.map(({ type }) => type.name).filter((name) => compared.includes(name)),
      href: (node.marks.find(({ type }) => type.name === "link")?.attrs.href as string | undefined) ?? null,
    });
  });
  return spans;
}

/** The outline of blocks of a story. */
export function outlineOf(blocks: readonly Node[]): Outline {
  const lines: OutlineLine[] = [];
  let pictures = 0;
  const add = (node: Node, depth: number, isQuoted: boolean): void => {
    const line = (kind: OutlineLine["kind"], spans = spansOf(node)) =>
      lines.push({ ...newLine(kind, spans), depth, isQuoted });
    switch (node.type.name) {
      case "subheading":
        line(node.attrs.level === 3 ? "heading 3" : "heading 2");
        break;
      case "divider":
        line("divider", []);
        break;
      case "figure":
        pictures++;
        break;
      case "table": {
        const rows = node.children
          .filter(({ type }) => type.name === "tableRow")
          .map((row) => row.children.map((cell) => lineText({ spans: spansOf(cell) })));
        lines.push({ ...newLine("table"), rows });
        break;
      }
      case "bulletList":
      case "orderedList":
        node.forEach((item, _pos, index) => {
          item.forEach((part, _at, place) => {
            if (part.type.name !== "paragraph") add(part, depth + 1, isQuoted);
            else if (place > 0) lines.push({ ...newLine("continued", spansOf(part)), depth: depth + 1, isQuoted });
            else {
              const isNumbered = node.type.name === "orderedList";
              const number = isNumbered ? Number(node.attrs.start) + index : null;
              const kind = isNumbered ? "number" : "bullet";
              lines.push({ ...newLine(kind, spansOf(part)), depth: depth + 1, isQuoted, number });
            }
          });
        });
        break;
      case "blockquote":
      case "pullQuote":
        node.forEach((part) => {
          add(part, depth, true);
        });
        break;
      default:
        if (node.isTextblock || node.isLeaf) line("paragraph");
        else
          node.forEach((part) => {
            add(part, depth, isQuoted);
          });
    }
  };
  for (const block of blocks) add(block, 0, false);
  return { lines, pictures };
}

/** A line of text for each line of an outline: "## Head", "- bullet", "  3. numbered", "| continued", "> quoted", "a | b". */
export function sketch({ lines }: Outline): string[] {
  return lines.flatMap((line) => {
    if (line.kind === "table") return line.rows.map((cells) => `[${cells.join(" | ")}]`);
    const signs: Record<Exclude<OutlineLine["kind"], "table">, string> = {
      paragraph: "",
      continued: "| ",
      "heading 2": "## ",
      "heading 3": "### ",
      bullet: "- ",
      number: `${line.number}. `,
      divider: "---",
    };
    const indent = "  ".repeat(Math.max(0, line.depth - 1));
    return [`${line.isQuoted ? "> " : ""}${indent}${signs[line.kind]}${lineText(line)}`];
  });
}
