import { embedOf } from "#lib/document/blocks/embed/providers.ts";
import { type NodeJson, wordsOf } from "#lib/document/json.ts";
import type { BlockProps } from "./block-context.ts";
import { Inline, isProposed } from "./inline.tsx";
import { childOf } from "./plain.ts";

/** A line of an embed that is not empty and not merely suggested. */
function lineOf(node: NodeJson, part: string): NodeJson | null {
  const line = childOf(node, part);
  return line && !isProposed(line) && wordsOf(line).trim() !== "" ? line : null;
}

/** The title of an embed as plain text; "" without one. */
export const embedTitleOf = (node: NodeJson): string => wordsOf(lineOf(node, "embedTitle") ?? undefined).trim();

/**
 * Content of another site as a card with a link. Nothing is loaded from there. The reader's script adds a button that replaces
 * the card with the frame.
 */
export function Embed({ node, context }: BlockProps) {
  const shown = embedOf(node.attrs?.embed);
  if (!shown) return null;
  const { provider, link, frame, ratio } = shown;
  const [title, credit] = [lineOf(node, "embedTitle"), lineOf(node, "credit")];
  const { words, mark } = context.said;
  const offer = frame !== null && {
    "data-frame": frame,
    "data-ratio": ratio,
    "data-show": words.showContent.replace("{provider}", provider),
    ...("lang" in mark ? { "data-show-lang": mark.lang } : {}),
  };
  return (
    <figure className="embed" {...offer}>
      <p>
        <b dir="auto">{provider}</b>{" "}
        <a href={link}>{title ? <Inline node={title} plain /> : <span dir="ltr">{shortAddress(link)}</span>}</a>
      </p>
      {credit && (
        <figcaption>
          <span className="credit">
            <Inline node={credit} />
          </span>
        </figcaption>
      )}
    </figure>
  );
}

/** "example.org/a/page", at most 80 characters. */
function shortAddress(link: string): string {
  const text = link.replace(/^https?:\/\/(?:www\.)?/, "").replace(/\/$/, "");
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
