import type { Node } from "@tiptap/pm/model";
import { children, escapeHtml, type FeedContext, type FeedOptions, inline, isProposed } from "./feed-html.ts";
import { numberFootnotes } from "./footnotes.ts";
import type { NodeJson } from "./json.ts";
import { definitionOf } from "./nodes.ts";
import { readersDocument } from "./readers-document.ts";
import { storyWords } from "./story-words.ts";

export { escapeHtml, type FeedOptions } from "./feed-html.ts";

const blocks = (node: NodeJson, context: FeedContext): string =>
  children(node)
    .map((child) => block(child, context))
    .join("");

function block(node: NodeJson, context: FeedContext): string {
  if (typeof node !== "object" || node === null || isProposed(node)) return "";
  return definitionOf(node.type)?.feed(node, context) ?? "";
}

/** By its method, not by its class: the bundled and the plain module may each have a ProseMirror of their own. */
const isNode = (doc: Node | NodeJson): doc is Node => typeof (doc as Partial<Node>).toJSON === "function";

/**
 * The whole text as HTML for a feed reader: editor's note, standfirst, pictures, key points, body, "In short"; without proposed changes,
 * and without what it does not know. Takes a document or its stored JSON. Every attribute is taken for hostile: nothing
 * but tags and attributes written here comes out, and no address but http, https, mailto and tel.
 */
export function toFeedHtml(doc: Node | NodeJson, options: FeedOptions): string {
  const { document, notes } = numberFootnotes(isNode(doc) ? (readersDocument(doc).toJSON() as NodeJson) : doc);
  const context: FeedContext = {
    words: storyWords("en").words,
    mediaUrl: () => null,
    ...options,
    base: options.base ?? null,
    blocks: (node) => blocks(node, context),
  };
  const items = notes.map(({ node }) => `<li>${inline(node, context)}</li>`);
  return editorsNote(document) + block(document, context) + (items.length > 0 ? `<hr><ol>${items.join("")}</ol>` : "");
}

/** The words before it are English, as those around corrections are. */
function editorsNote({ attrs }: NodeJson): string {
  const note = attrs?.editorsNote;
  if (typeof note !== "string" || note === "") return "";
  const isEnglish = /^en\b/i.test(String(attrs?.language));
  return `<p><strong${isEnglish ? "" : ' lang="en" dir="ltr"'}>Editor’s note.</strong> ${escapeHtml(note)}</p>`;
}
