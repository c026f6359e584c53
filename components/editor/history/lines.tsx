import type { Mark } from "@tiptap/pm/model";
import type { ReactNode } from "react";
import type { Line } from "#lib/document/compare.ts";
import type { Piece } from "#lib/document/compare-text.ts";
import { definitionOf } from "#lib/document/nodes.ts";
import classes from "./comparison.module.css";

const elements = {
  bold: "strong",
  italic: "em",
  strike: "s",
  subscript: "sub",
  superscript: "sup",
  code: "code",
} as const;
const proposed: Record<string, string> = { insertion: "suggested: ", deletion: "suggested deletion: " };

/** Text with its marks. Links show their address and cannot be followed, because this is a comparison. */
function withMarks(text: string, marks: readonly Mark[]): ReactNode {
  return marks.reduceRight<ReactNode>((inner, { type: { name }, attrs }) => {
    const Element = elements[name as keyof typeof elements];
    if (Element) return <Element>{inner}</Element>;
    if (name === "link")
      return (
        <span className={classes.link} title={String(attrs.href)}>
          {inner}
        </span>
      );
    if (name in proposed)
      return (
        <span className={classes.proposed} data-kind={name}>
          <span className="vh">{proposed[name]}</span>
          {inner}
        </span>
      );
    return inner;
  }, text);
}

const markWords: Record<string, string> = {
  bold: "bold",
  italic: "italic",
  strike: "struck out",
  subscript: "subscript",
  superscript: "superscript",
  code: "code",
  wire: "from a wire",
  footnoteReference: "with a footnote",
  insertion: "suggested",
  deletion: "deletion suggested",
  modification: "change suggested",
};
const markWord = ({ type, attrs }: Mark): string =>
  type.name === "link" ? `link to ${String(attrs.href)}` : (markWords[type.name] ?? type.name);
const marksInWords = (marks: readonly Mark[]): string => marks.map(markWord).join(", ") || "plain";

/** `isDescribed`: whether the change is described next to the text. */
function PieceText({ piece, isDescribed }: { piece: Piece; isDescribed: boolean }) {
  const { kind, text, marks } = piece;
  const words = withMarks(text, marks);
  if (kind === "in")
    return (
      <ins>
        {!isDescribed && <span className="vh"> added: </span>}
        {words}
      </ins>
    );
  if (kind === "out")
    return (
      <del>
        {!isDescribed && <span className="vh"> removed: </span>}
        {words}
      </del>
    );
  if (kind === "format") {
    const change = `${marksInWords(piece.was ?? [])} → ${marksInWords(marks)}`;
    return (
      <span className={classes.format} title={change}>
        <span className="vh"> formatting changed, {change}: </span>
        {words}
      </span>
    );
  }
  return words;
}

/** "•" or "3." for each line that begins an item. Deleted items are not counted. */
function markers(lines: readonly Line[]): string[] {
  const counts: number[] = [];
  return lines.map(({ item, depth, change }) => {
    counts.length = Math.min(counts.length, depth + 1);
    if (item !== "orderedList") return item === "bulletList" ? "•" : "";
    if (change === "takenOut") return "–";
    counts[depth] = (counts[depth] ?? 0) + 1;
    return `${counts[depth]}.`;
  });
}

/** Lines below each other, or rows of a table with their cells side by side. */
type Group = { kind: "line"; at: number } | { kind: "row"; cells: number[] };
function grouped(lines: readonly Line[]): Group[] {
  const groups: Group[] = [];
  lines.forEach((line, at) => {
    const last = groups.at(-1);
    if (line.role !== "tableCell") groups.push({ kind: "line", at });
    else if (last?.kind === "row" && line.item === "") last.cells.push(at);
    else groups.push({ kind: "row", cells: [at] });
  });
  return groups;
}

/** The text of a block, line by line, with its changes. Of an otherwise unchanged table, only the changed rows. */
export function Lines({ lines, block, isDescribed }: { lines: readonly Line[]; block: string; isDescribed: boolean }) {
  const signs = markers(lines);
  const isSame = (group: Group) => group.kind === "row" && group.cells.every((at) => lines[at]?.change === "same");
  const groups = grouped(lines);
  const rows = groups.filter(({ kind }) => kind === "row");
  const unchanged = rows.filter(isSame).slice(1);
  const isLong = unchanged.length > 3 && unchanged.length < rows.length - 1;
  const left = isLong ? new Set(unchanged) : new Set();
  const show = (at: number) => {
    const line = lines[at];
    return line && <LineText key={at} line={line} block={block} sign={signs[at] ?? ""} isDescribed={isDescribed} />;
  };
  return (
    <>
      {groups.map((group) =>
        group.kind === "line"
          ? show(group.at)
          : left.has(group) || (
              <div key={group.cells[0]} className={classes.cells}>
                {group.cells.map(show)}
              </div>
            ),
      )}
      {isLong && <p className={classes.empty}>{left.size} unchanged rows are not shown</p>}
    </>
  );
}

function LineText({
  line,
  block,
  sign,
  isDescribed,
}: {
  line: Line;
  block: string;
  sign: string;
  isDescribed: boolean;
}) {
  return (
    <p
      className={classes.line}
      data-role={line.role}
      data-box={definitionOf(block)?.isBox || undefined}
      data-block={block}
      data-level={line.depth > 1 ? Math.min(line.depth, 4) : undefined}
      data-item={sign || (line.role === "keyPoint" ? "▪" : undefined)}
      data-moved={line.change === "moved" || undefined}
    >
      {line.change === "moved" && <span className="vh">moved: </span>}
      {line.pieces.length === 0 && <span className={classes.empty}>empty</span>}
      {line.pieces.map((piece, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: runs of one line have no other name
        <PieceText key={at} piece={piece} isDescribed={isDescribed} />
      ))}
    </p>
  );
}
