// Changes by block and by field, as the write API has them. Pure.
import type { Node } from "@tiptap/pm/model";
import { documentFromJson, toJson } from "#lib/document/build.ts";
import { keyOf, zoneRank } from "#lib/document/compare.ts";
import { allFields } from "#lib/document/fields.ts";
import { newBlockId } from "#lib/document/ids.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { invalid } from "./problem.ts";
import type { CopyChange } from "./write-schema.ts";

const typeOf = (name: string) => documentSchema.nodes[name];

/** The node with an id for each block that came without one, and with the parts that it needs. @param id of the block that it replaces */
export function withIds(node: NodeJson, id?: string): NodeJson {
  const type = typeOf(node.type);
  const needsId = Object.hasOwn(type?.spec.attrs ?? {}, "id");
  // A figure without its caption, for example, has an empty one.
  const content = Array.isArray(node.content)
    ? node.content
    : (type?.createAndFill(undefined)?.content.toJSON() as NodeJson[] | null | undefined);
  const own = typeof node.attrs?.id === "string" ? node.attrs.id : (id ?? newBlockId());
  return {
    ...node,
    ...(needsId ? { attrs: { ...node.attrs, id: own } } : {}),
    ...(content ? { content: content.map((child) => withIds(child)) } : {}),
  };
}

const plain = (text: string): NodeJson[] => (text === "" ? [] : [{ type: "text", text }]);

/** What a change is about: a block, a zone, or "field …". Inserting is about the block after which it inserts. */
export const targetOf = (change: CopyChange): string =>
  "field" in change ? `field ${change.field}` : "block" in change ? change.block : (change.after ?? "");

/** The part of a document that a change is about; null where there is none. */
export function partOf(doc: Node, change: CopyChange): unknown {
  if ("field" in change) return doc.attrs[change.field] ?? null;
  const key = targetOf(change);
  return doc.children.find((node) => keyOf(node) === key)?.toJSON() ?? null;
}

/** Whether the change is about something that is the same in both documents. An insertion needs only its place. */
export function isUntouched(base: Node, current: Node, change: CopyChange): boolean {
  if ("after" in change) return change.after === null || partOf(current, change) !== null;
  return JSON.stringify(partOf(base, change)) === JSON.stringify(partOf(current, change));
}

/** The document with all changes. @throws ApiError for a change of what is not there, DocumentRefused */
export function withChanges(doc: Node, changes: readonly CopyChange[]): Node {
  const json = toJson(doc);
  const attrs: Record<string, unknown> = { ...json.attrs };
  const blocks = [...(json.content ?? [])];
  const keys = doc.children.map(keyOf);
  changes.forEach((change, index) => {
    const wrong = (sentence: string) => invalid({ [`changes.${index}`]: sentence });
    if ("field" in change) {
      if (!(allFields as readonly string[]).includes(change.field)) throw wrong("There is no such field.");
      attrs[change.field] = change.value;
      return;
    }
    if ("insert" in change) {
      const at = change.after === null ? firstOfBody(doc, blocks) : keys.indexOf(change.after) + 1;
      if (change.after !== null && at === 0) throw wrong("There is no block with this id.");
      const inserted = change.insert.map((node) => withIds(node as NodeJson));
      blocks.splice(at, 0, ...inserted);
      keys.splice(at, 0, ...inserted.map((node) => String(node.attrs?.id ?? node.type)));
      return;
    }
    const at = keys.indexOf(change.block);
    const before = blocks[at];
    if (!before) throw wrong("There is no block with this id.");
    if ("text" in change) {
      if (!typeOf(before.type)?.isTextblock) throw wrong("This block holds more than text: send its content.");
      blocks[at] = { ...before, content: plain(change.text) };
      return;
    }
    if (change.content === null) {
      blocks.splice(at, 1);
      keys.splice(at, 1);
      return;
    }
    const id = typeof before.attrs?.id === "string" ? before.attrs.id : undefined;
    blocks[at] = withIds(change.content as NodeJson, id);
  });
  return documentFromJson({ ...json, attrs, content: blocks });
}

/** The place before the first block of the body. */
function firstOfBody(doc: Node, blocks: readonly NodeJson[]): number {
  const body = zoneRank(documentSchema.node("paragraph"));
  const before = doc.children.filter((node) => zoneRank(node) < body).map((node) => node.type.name);
  const at = blocks.findIndex(({ type }) => !before.includes(type));
  return at === -1 ? blocks.length : at;
}

/** Paragraphs of a plain text; an empty line begins a new one. */
export const paragraphsOf = (text: string): NodeJson[] =>
  text
    .split(/\r?\n\s*\r?\n/)
    .map((part) => part.replace(/\s+/g, " ").trim())
    .filter((part) => part !== "")
    .map((part) => ({ type: "paragraph", attrs: { id: newBlockId() }, content: plain(part) }));
