import { Fragment, type Mark, type Node } from "@tiptap/pm/model";

type Verdict = { drop: "insertion" | "deletion"; keep: "insertion" | "deletion"; revert: boolean };
const rejected: Verdict = { drop: "insertion", keep: "deletion", revert: true };
const accepted: Verdict = { drop: "deletion", keep: "insertion", revert: false };

const isSuggestion = ({ type }: Mark): boolean =>
  type.name === "insertion" || type.name === "deletion" || type.name === "modification";
const markOf = (node: Node, name: string): Mark | undefined => node.marks.find((mark) => mark.type.name === name);
const isDropped = (node: Node, verdict: Verdict): boolean => markOf(node, verdict.drop) !== undefined;

/** Whether anything in the document is only proposed. */
export function hasSuggestions(doc: Node): boolean {
  let found = false;
  doc.descendants((node) => {
    found ||= node.marks.some(isSuggestion);
    return !found;
  });
  return found;
}

/** The document as it is when no suggestion is taken: what readers get. The same document when there are none. */
export const rejectAll = (doc: Node): Node => (hasSuggestions(doc) ? settle(doc, rejected).plain : doc);
/** The document as it is when every suggestion is taken. The same document when there are none. */
export const acceptAll = (doc: Node): Node => (hasSuggestions(doc) ? settle(doc, accepted).plain : doc);

/** A node after the verdict; `reverted` is it under its former type, which may not fit where it stands. */
type Settled = { plain: Node; reverted: Node };

function settle(node: Node, verdict: Verdict): Settled {
  const content = node.isTextblock ? settleInline(node, verdict) : settleBlocks(node, verdict);
  const attrs: Record<string, unknown> = { ...node.attrs };
  if (verdict.revert)
    for (const mark of changesOf(node)) if (mark.attrs.type === "attr") revertAttribute(node, attrs, mark);
  const plain = node.type.create(attrs, content);
  const former = verdict.revert ? formerType(node, content) : null;
  return { plain, reverted: former === null ? plain : former.create(attrs, content) };
}

/** Newest first, so that the oldest former state is the one that stays. */
const changesOf = (node: Node): Mark[] => node.marks.filter((mark) => mark.type.name === "modification").reverse();

function revertAttribute(node: Node, attrs: Record<string, unknown>, { attrs: change }: Mark): void {
  const name: unknown = change.attrName;
  const spec = node.type.spec.attrs;
  if (typeof name !== "string" || name === "id" || !spec || !Object.hasOwn(spec, name)) return;
  const validate = spec[name]?.validate;
  try {
    if (typeof validate === "function") validate(change.previousValue);
    attrs[name] = change.previousValue;
  } catch {
    // A former state that the schema does not allow was never one; the present one stays.
  }
}

function formerType(node: Node, content: Fragment): Node["type"] | null {
  let former: Node["type"] | null = null;
  for (const { attrs: change } of changesOf(node)) {
    if (change.type !== "nodeType" || typeof change.previousValue !== "string") continue;
    const type = node.type.schema.nodes[change.previousValue];
    if (type && !type.isText && type.validContent(content)) former = type;
  }
  return former;
}

/** The empty character that marks a proposed border between blocks has no business in text once it is settled. */
function withoutAnchors(text: string, isFirst: boolean, isLast: boolean): string {
  if (text === "\u200b") return "";
  let out = text;
  if (isFirst && out.startsWith("\u200b")) out = out.slice(1);
  if (isLast && out.endsWith("\u200b")) out = out.slice(0, -1);
  return out;
}

function settleInline(block: Node, verdict: Verdict): Fragment {
  const out: Node[] = [];
  block.forEach((child, _offset, index) => {
    if (isDropped(child, verdict)) return;
    const marks = settleMarks(block, child, verdict);
    if (!child.isText) {
      out.push(child.mark(marks));
      return;
    }
    const isKept = markOf(child, verdict.keep) !== undefined;
    const text = child.text ?? "";
    const rest = isKept ? withoutAnchors(text, index === 0, index === block.childCount - 1) : text;
    if (rest !== "") out.push(block.type.schema.text(rest, marks));
  });
  return Fragment.fromArray(out);
}

function settleMarks(block: Node, child: Node, verdict: Verdict): readonly Mark[] {
  let marks: readonly Mark[] = child.marks.filter((mark) => !isSuggestion(mark));
  if (!verdict.revert) return marks;
  for (const { attrs: change } of changesOf(child)) {
    if (change.type !== "mark") continue;
    const [before, after] = [formerMark(block, change.previousValue), formerMark(block, change.newValue)];
    if (after) marks = after.removeFromSet(marks);
    if (before) marks = before.addToSet(marks);
  }
  return marks;
}

function formerMark(block: Node, json: unknown): Mark | null {
  try {
    const mark = block.type.schema.markFromJSON(json);
    return block.type.allowsMarkType(mark.type) && !isSuggestion(mark) ? mark : null;
  } catch {
    return null;
  }
}

/** The id of the dropped run with which a block begins or ends; the same id across a border means that the border goes. */
function edgeId(node: Node, side: "firstChild" | "lastChild", verdict: Verdict): string | null {
  const child = node[side];
  if (!child) return null;
  if (node.isTextblock) return markOf(child, verdict.drop)?.attrs.id ?? null;
  return edgeId(child, side, verdict);
}

const isProse = (node: Node): boolean => node.type.name === "paragraph" || node.type.name === "subheading";

/** Two neighbours as one, under the first one's id; null when they are not of a kind. */
function joined(first: Node, second: Node): Node | null {
  if (first.type !== second.type && !(isProse(first) && isProse(second))) return null;
  let content: Fragment;
  if (first.isTextblock) content = first.content.append(second.content);
  else {
    const [last, next] = [first.lastChild, second.firstChild];
    const middle = last && next ? joined(last, next) : null;
    if (!middle) return null;
    content = first.content
      .cut(0, first.content.size - (last?.nodeSize ?? 0))
      .append(Fragment.from(middle))
      .append(second.content.cut(next?.nodeSize ?? 0));
  }
  return first.type.validContent(content) ? first.copy(content) : null;
}

/**
 * The least that can stand in a place which must not be empty: an empty node under the dropped one's id, with nothing
 * else of it (a picture that was only proposed must not show). What could stand anywhere in the text becomes a paragraph.
 */
function hollow(node: Node): Node {
  const { paragraph } = node.type.schema.nodes;
  const id = Object.hasOwn(node.attrs, "id") ? { id: node.attrs.id } : null;
  if (paragraph && node.type.isInGroup("block")) return paragraph.create(id);
  if (node.isLeaf || node.isTextblock) return node.type.create(id);
  const least = node.firstChild ? Fragment.from(hollow(node.firstChild)) : Fragment.empty;
  if (node.type.validContent(least)) return node.type.create(id, least);
  return node.type.create(id, node.children.map(hollow));
}

/** Dropped blocks leave; where the parent needs one, an emptied one stays (a story has a first paragraph, a figure a caption). */
function settleBlocks(parent: Node, verdict: Verdict): Fragment {
  const out: { settled: Settled | null; dropped: Node | null }[] = [];
  let previous: Node | null = null;
  parent.forEach((child) => {
    if (isDropped(child, verdict)) {
      out.push({ settled: null, dropped: child });
      previous = null;
      return;
    }
    const settled = settle(child, verdict);
    const before = out.at(-1);
    const edge = previous && edgeId(previous, "lastChild", verdict);
    const join =
      edge !== null && before?.settled && edge === edgeId(child, "firstChild", verdict)
        ? joined(before.settled.plain, settled.plain)
        : null;
    if (join && before) before.settled = { plain: join, reverted: join };
    else out.push({ settled, dropped: null });
    previous = child;
  });

  const kept = (form: keyof Settled, filled: ReadonlySet<Node>): Fragment =>
    Fragment.fromArray(
      out.flatMap(({ settled, dropped }) =>
        settled ? [settled[form]] : dropped && filled.has(dropped) ? [hollow(dropped)] : [],
      ),
    );
  const fits = (content: Fragment) => parent.type.validContent(content);
  for (const form of ["reverted", "plain"] as const) {
    const content = kept(form, new Set());
    if (fits(content)) return content;
  }
  const dropped = out.flatMap((entry) => entry.dropped ?? []);
  for (const one of dropped) {
    const content = kept("plain", new Set([one]));
    if (fits(content)) return content;
  }
  const needed = new Set(dropped);
  for (const one of dropped.toReversed()) {
    needed.delete(one);
    if (!fits(kept("plain", needed))) needed.add(one);
  }
  return kept("plain", needed);
}
