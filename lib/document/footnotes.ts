// Footnotes are numbered where they are shown: by the order in which the text first refers to them.
import type { Node } from "@tiptap/pm/model";
import { childrenOf, type MarkJson, type NodeJson, wordsOf } from "./json.ts";

/** `placeCount`: how often the text refers to the note. */
export type NumberedNote = { number: number; node: NodeJson; placeCount: number };

const marksOf = (node: NodeJson): MarkJson[] =>
  Array.isArray(node.marks) ? node.marks.filter((mark) => typeof mark?.type === "string") : [];
const noteOf = (run: NodeJson | undefined): unknown =>
  run && marksOf(run).find(({ type }) => type === "footnoteReference")?.attrs?.note;
const isProposed = (node: NodeJson): boolean => marksOf(node).some(({ type }) => type === "insertion");

/**
 * Takes the footnotes out of a document as readers get it. In the document that remains, the last run of each reference has a
 * mark `footnoteReference` with the attributes `number` and `place`, counted from 1; references to a note that is missing or empty are
 * gone. Notes to which nothing refers are in neither. The same document where it has no footnotes.
 * @param document at most 64 levels deep
 */
export function numberFootnotes(document: NodeJson): { document: NodeJson; notes: NumberedNote[] } {
  const written = new Map<unknown, NodeJson>();
  for (const node of childrenOf(document))
    if (node.type === "footnote" && !isProposed(node) && wordsOf(node).trim() !== "") written.set(node.attrs?.id, node);
  if (written.size === 0 && !childrenOf(document).some(({ type }) => type === "footnote"))
    return { document, notes: [] };

  const notes = new Map<unknown, NumberedNote>();
  const refer = (run: NodeJson, next: NodeJson | undefined): NodeJson => {
    const id = noteOf(run);
    if (id === undefined || run.type !== "text") return run;
    const others = marksOf(run).filter(({ type }) => type !== "footnoteReference");
    const node = written.get(id);
    if (!node || isProposed(run) || noteOf(next) === id) return { ...run, marks: others };
    const note = notes.get(id) ?? { number: notes.size + 1, node, placeCount: 0 };
    note.placeCount += 1;
    notes.set(id, note);
    return {
      ...run,
      marks: [{ type: "footnoteReference", attrs: { number: note.number, place: note.placeCount } }, ...others],
    };
  };
  const walk = (node: NodeJson): NodeJson => {
    const inside = childrenOf(node).filter(({ type }) => type !== "footnote");
    return inside.length === 0
      ? node
      : { ...node, content: inside.map((child, index) => refer(walk(child), inside[index + 1])) };
  };
  return { document: walk(document), notes: [...notes.values()] };
}

export type FootnoteReference = { note: string; from: number; to: number };

/** The references to footnotes in a document, in order. Neighbouring text that refers to one note is one reference. */
export function footnoteReferences(doc: Node): FootnoteReference[] {
  const found: FootnoteReference[] = [];
  doc.descendants((node, pos) => {
    if (!node.isText) return true;
    const note = node.marks.find(({ type }) => type.name === "footnoteReference")?.attrs.note;
    if (typeof note !== "string") return false;
    const last = found.at(-1);
    const to = pos + node.nodeSize;
    if (last?.note === note && last.to === pos) last.to = to;
    else found.push({ note, from: pos, to });
    return false;
  });
  return found;
}

/** Footnotes of a document by id, with their positions. */
export function footnotePositions(doc: Node): Map<string, number> {
  const positions = new Map<string, number>();
  doc.forEach((node, pos) => {
    if (node.type.name === "footnote") positions.set(String(node.attrs.id), pos);
  });
  return positions;
}

/** The numbers of the footnotes to which the text refers, by id. @param positions of the notes that exist */
export function footnoteNumbers(
  references: readonly FootnoteReference[],
  positions: ReadonlyMap<string, number>,
): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const { note } of references) if (positions.has(note) && !numbers.has(note)) numbers.set(note, numbers.size + 1);
  return numbers;
}

/** Footnotes to which nothing in the document refers. */
export function unusedFootnotes(doc: Node): Node[] {
  const notes = doc.children.filter(({ type }) => type.name === "footnote");
  if (notes.length === 0) return [];
  const used = new Set<unknown>(footnoteReferences(doc).map(({ note }) => note));
  return notes.filter(({ attrs }) => !used.has(attrs.id));
}
