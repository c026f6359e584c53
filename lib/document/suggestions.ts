import { Fragment, type Mark, type Node } from "@tiptap/pm/model";

/** Which suggestions a verdict is about; all where it is not said. */
export type Concerned = (mark: Mark) => boolean;
export const everySuggestion: Concerned = () => true;

type Kind = "insertion" | "deletion";
type Verdict = { drop: Kind; keep: Kind; revert: boolean; joins: "split" | "join"; concerns: Concerned };
const rejected = (concerns: Concerned): Verdict => ({
  drop: "insertion",
  keep: "deletion",
  revert: true,
  joins: "split",
  concerns,
});
const accepted = (concerns: Concerned): Verdict => ({
  drop: "deletion",
  keep: "insertion",
  revert: false,
  joins: "join",
  concerns,
});

export const isSuggestion = ({ type }: Mark): boolean =>
  type.name === "insertion" || type.name === "deletion" || type.name === "modification";
const isConcerned = (mark: Mark, verdict: Verdict): boolean => isSuggestion(mark) && verdict.concerns(mark);
const isDropped = (node: Node, verdict: Verdict): boolean =>
  node.marks.some((mark) => mark.type.name === verdict.drop && verdict.concerns(mark));

/** Whether anything in the document is only proposed. */
export function hasSuggestions(doc: Node, concerns: Concerned = everySuggestion): boolean {
  let found = false;
  doc.descendants((node) => {
    found ||= node.marks.some((mark) => isSuggestion(mark) && concerns(mark));
    return !found;
  });
  return found;
}

/**
 * The document as it is when no suggestion (or none that `concerns` names) is taken: without a second argument, what
 * readers get. The same document when there are none.
 */
export const rejectAll = (doc: Node, concerns: Concerned = everySuggestion): Node =>
  hasSuggestions(doc, concerns) ? settle(doc, rejected(concerns)).plain : doc;
/** The document as it is when every suggestion (that `concerns` names) is taken. The same document when there are none. */
export const acceptAll = (doc: Node, concerns: Concerned = everySuggestion): Node =>
  hasSuggestions(doc, concerns) ? settle(doc, accepted(concerns)).plain : doc;

/**
 * Whether a change proposes and does no more: without its suggestions the story is what it was, and what it adds or takes
 * back are suggestions of this person alone.
 */
export function proposesOnly(before: Node, after: Node, personId: string): boolean {
  const mine: Concerned = ({ attrs }) => attrs.person === personId;
  return rejectAll(before).eq(rejectAll(after)) && rejectAll(before, mine).eq(rejectAll(after, mine));
}

/** A node after the verdict; `reverted` has its former type, which may not fit into its parent. */
type Settled = { plain: Node; reverted: Node };

/** Whether the verdict has nothing to say about a node and all in it. */
const isUntouched = (node: Node, verdict: Verdict): boolean =>
  !node.marks.some((mark) => isConcerned(mark, verdict)) && !hasSuggestions(node, verdict.concerns);

function settle(node: Node, verdict: Verdict): Settled {
  if (isUntouched(node, verdict)) return { plain: node, reverted: node };
  const content = node.isTextblock ? settleInline(node, verdict) : settleBlocks(node, verdict);
  const marks = node.marks.filter((mark) => !isConcerned(mark, verdict));
  const former = verdict.revert ? formerType(node, content, verdict) : null;
  const attrs: Record<string, unknown> = { ...node.attrs };
  const formerAttrs = { ...attrs };
  if (verdict.revert)
    for (const mark of changesOf(node, verdict)) {
      if (mark.attrs.type !== "attr") continue;
      revertAttribute(node.type, attrs, mark);
      revertAttribute(former ?? node.type, formerAttrs, mark);
    }
  const plain = node.type.create(attrs, content, marks);
  return { plain, reverted: former === null ? plain : former.create(formerAttrs, content, marks) };
}

/** Newest first, so that the oldest former state is the one that stays. */
const changesOf = (node: Node, verdict: Verdict): Mark[] =>
  node.marks.filter((mark) => mark.type.name === "modification" && verdict.concerns(mark)).reverse();

function revertAttribute(type: Node["type"], attrs: Record<string, unknown>, { attrs: change }: Mark): void {
  const name: unknown = change.attrName;
  const spec = type.spec.attrs;
  if (typeof name !== "string" || name === "id" || !spec || !Object.hasOwn(spec, name)) return;
  const validate = spec[name]?.validate;
  try {
    if (typeof validate === "function") validate(change.previousValue);
    attrs[name] = change.previousValue;
  } catch {
    // A former state that the schema does not allow was never one; the present one stays.
  }
}

function formerType(node: Node, content: Fragment, verdict: Verdict): Node["type"] | null {
  let former: Node["type"] | null = null;
  for (const { attrs: change } of changesOf(node, verdict)) {
    if (change.type !== "nodeType" || typeof change.previousValue !== "string") continue;
    const type = node.type.schema.nodes[change.previousValue];
    if (type && !type.isText && type.validContent(content)) former = type;
  }
  return former;
}

function settleInline(block: Node, verdict: Verdict): Fragment {
  const out: Node[] = [];
  for (const child of block.children)
    if (!isDropped(child, verdict)) out.push(child.mark(settleMarks(block, child, verdict)));
  return Fragment.fromArray(out);
}

function settleMarks(block: Node, child: Node, verdict: Verdict): readonly Mark[] {
  let marks: readonly Mark[] = child.marks.filter((mark) => !isConcerned(mark, verdict));
  if (!verdict.revert) return marks;
  for (const { attrs: change } of changesOf(child, verdict)) {
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

/** The id of the block that this one was split off, or is to be joined to; null when the verdict does not join it. */
function joinsTo(node: Node, verdict: Verdict): string | null {
  const mark = node.marks.find(
    (one) => one.type.name === "modification" && one.attrs.type === verdict.joins && verdict.concerns(one),
  );
  return typeof mark?.attrs.previousValue === "string" ? mark.attrs.previousValue : null;
}

/**
 * The least that can stand in a place which must not be empty: an empty node under the dropped one's id, with nothing
 * else of it (a picture that was only proposed must not show). What could stand anywhere in the text becomes a paragraph,
 * unless `parent` holds none, as a gallery.
 */
function hollow(node: Node, parent: Node): Node {
  const { paragraph } = node.type.schema.nodes;
  const id = Object.hasOwn(node.attrs, "id") ? { id: node.attrs.id } : null;
  const holdsText = /\b(block|paragraph)\b/.test(parent.type.spec.content ?? "");
  if (paragraph && holdsText && node.type.isInGroup("block")) return paragraph.create(id);
  if (node.isLeaf || node.isTextblock) return node.type.create(id);
  const least = node.firstChild ? Fragment.from(hollow(node.firstChild, node)) : Fragment.empty;
  if (node.type.validContent(least)) return node.type.create(id, least);
  return node.type.create(
    id,
    node.children.map((child) => hollow(child, node)),
  );
}

/** Dropped blocks leave; where the parent needs one, an emptied one stays (a story has a first paragraph, a figure a caption). */
function settleBlocks(parent: Node, verdict: Verdict): Fragment {
  const out: { settled: Settled | null; dropped: Node | null }[] = [];
  // The last block that stays, and the ids of all that are one with it by now.
  let last: { settled: Settled | null } | undefined;
  let one = new Set<unknown>();
  parent.forEach((child) => {
    if (isDropped(child, verdict)) {
      out.push({ settled: null, dropped: child });
      return;
    }
    const settled = settle(child, verdict);
    const to = joinsTo(child, verdict);
    const join = to !== null && last?.settled && one.has(to) ? joined(last.settled.plain, settled.plain) : null;
    if (join && last) {
      const reverted = joined((last.settled as Settled).reverted, settled.plain);
      last.settled = { plain: join, reverted: reverted ?? join };
      one.add(child.attrs.id);
      return;
    }
    const entry = { settled, dropped: null };
    out.push(entry);
    last = entry;
    one = new Set([child.attrs.id]);
  });

  const kept = (form: keyof Settled, filled: ReadonlySet<Node>): Fragment =>
    Fragment.fromArray(
      out.flatMap(({ settled, dropped }) =>
        settled ? [settled[form]] : dropped && filled.has(dropped) ? [hollow(dropped, parent)] : [],
      ),
    );
  const fits = (content: Fragment) => parent.type.validContent(content);
  for (const form of ["reverted", "plain"] as const) {
    const content = kept(form, new Set());
    if (fits(content)) return content;
  }
  const dropped = out.flatMap((entry) => entry.dropped ?? []);
  for (const only of dropped) {
    const content = kept("plain", new Set([only]));
    if (fits(content)) return content;
  }
  const needed = new Set(dropped);
  for (const only of dropped.toReversed()) {
    needed.delete(only);
    if (!fits(kept("plain", needed))) needed.add(only);
  }
  return kept("plain", needed);
}
