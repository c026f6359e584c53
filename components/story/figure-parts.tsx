import { type NodeJson, wordsOf } from "#lib/document/json.ts";
import { factsOfUse } from "#lib/pictures/crops.ts";
import type { BlockContext } from "./block-context.ts";
import { Inline } from "./inline.tsx";
import { childOf } from "./plain.ts";

export function Caption({ node }: { node: NodeJson }) {
  const caption = childOf(node, "caption");
  const credit = childOf(node, "credit");
  const hasCredit = wordsOf(credit).trim() !== "";
  if (wordsOf(caption).trim() === "" && !hasCredit) return null;
  return (
    <figcaption>
      <Inline node={caption} />{" "}
      {hasCredit && (
        <span className="credit">
          <Inline node={credit} />
        </span>
      )}
    </figcaption>
  );
}

/** Data, id and alternative text of a figure's picture; null if it is not published. */
export function pictureOf(node: NodeJson | undefined, context: Pick<BlockContext, "pictures">) {
  const id = node?.attrs?.picture;
  if (typeof id !== "string" || !Object.hasOwn(context.pictures, id)) return null;
  const facts = context.pictures[id];
  const alt = node?.attrs?.decorative === true || typeof node?.attrs?.alt !== "string" ? "" : node.attrs.alt;
  const crop = typeof node?.attrs?.crop === "string" ? node.attrs.crop : null;
  return facts ? { id, facts: factsOfUse(facts, crop), alt } : null;
}
