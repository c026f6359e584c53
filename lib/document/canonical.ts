import type { Node } from "@tiptap/pm/model";
import canonicalize from "canonicalize";
import { documentFromJson } from "./build.ts";
import { DocumentRefused } from "./refused.ts";

/**
 * The document as RFC 8785 JSON texts, for immutable revisions: first the fields, then each top-level node. They are
 * hashed and stored as they are; checking a hash never writes them anew.
 */
export function blocksOf(doc: Node): string[] {
  const json = doc.toJSON() as { attrs?: unknown; content?: unknown[] };
  return [json.attrs ?? {}, ...(json.content ?? [])].map((part) => {
    const text = canonicalize(part);
    if (text === undefined) throw new DocumentRefused("INVALID_DOCUMENT", "This text cannot be written down.");
    return text;
  });
}

/** The inverse of `blocksOf`. Throws DocumentRefused when the texts are not those of a document. */
export function documentFromBlocks(texts: readonly string[]): Node {
  let parts: unknown[];
  try {
    parts = texts.map((text) => JSON.parse(text) as unknown);
  } catch (error) {
    throw new DocumentRefused("INVALID_DOCUMENT", "This revision cannot be read.", String(error));
  }
  const [attrs, ...content] = parts;
  return documentFromJson({ type: "doc", attrs, content });
}
