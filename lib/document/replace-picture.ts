import type { Node } from "@tiptap/pm/model";
import { Transform } from "@tiptap/pm/transform";
import { FieldStep, type FieldValue } from "./field-step.ts";
import { isSuggestion } from "./suggestions.ts";

/** A picture of the library with the words that its uses begin with. */
export type PictureWords = { id: string; alt: string; caption: string; credit: string };

/**
 * Replaces a picture wherever the document shows it, in galleries, as a poster and on social networks too. Crops are reset, as they are parts of the old
 * picture. Alt text, caption and credit stay, unless they are still those of the old picture in the library: then those of the
 * new one are taken. A picture that somebody proposes to change stays, as the proposal compares two pictures. Carets and comments keep their places, because the blocks stay the same.
 */
export function replacePicture(doc: Node, from: PictureWords, to: PictureWords): Transform {
  const transform = new Transform(doc);
  const { socialPicture, socialAlt } = doc.attrs;
  if (socialPicture === from.id) {
    transform.step(new FieldStep(null, "socialPicture", from.id, to.id));
    if (socialAlt !== "" && socialAlt === from.alt && from.alt !== to.alt)
      transform.step(new FieldStep(null, "socialAlt", from.alt, to.alt));
  }
  const shown: { node: Node; pos: number }[] = [];
  doc.descendants((node, pos) => {
    if (node.attrs.picture === from.id && !isProposed(node)) shown.push({ node, pos });
    return !node.isTextblock;
  });
  // From the end, so that earlier positions stay true.
  for (const { node, pos } of shown.reverse()) {
    replaceWords(transform, node, pos, from, to);
    const set = (field: string, value: FieldValue) => {
      if (Object.hasOwn(node.attrs, field) && node.attrs[field] !== value)
        transform.step(new FieldStep(node.attrs.id, field, node.attrs[field], value));
    };
    set("picture", to.id);
    set("crop", null);
    if (node.attrs.decorative === false && node.attrs.alt === from.alt) set("alt", to.alt);
  }
  return transform;
}

const isProposed = ({ marks }: Node): boolean =>
  marks.some(({ attrs }) => ["picture", "crop", "alt", "decorative"].includes(attrs.attrName));

/** A part with suggestions is somebody's open work, and stays. */
function replaceWords(transform: Transform, figure: Node, pos: number, from: PictureWords, to: PictureWords): void {
  let end = pos + figure.nodeSize - 1;
  for (const part of figure.children.toReversed()) {
    const start = end - part.nodeSize;
    const name = part.type.name;
    if (name === "caption" || name === "credit") {
      const isLibrarys = part.textContent === from[name] && !hasSuggestion(part);
      if (isLibrarys && from[name] !== to[name])
        transform.replaceWith(start + 1, end - 1, to[name] === "" ? [] : part.type.schema.text(to[name]));
    }
    end = start;
  }
}

const hasSuggestion = (part: Node): boolean =>
  part.marks.some(isSuggestion) || part.children.some(({ marks }) => marks.some(isSuggestion));
