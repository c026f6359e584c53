import { type NodeJson, wordsOf } from "#lib/document/json.ts";
import type { BlockProps } from "./block-context.ts";
import { Inline, isProposed } from "./inline.tsx";

/** The id of a subheading on the page; null for one without a block id. */
export const anchorOf = ({ attrs }: NodeJson): string | null =>
  typeof attrs?.id === "string" && /^[\w-]{8,36}$/.test(attrs.id) ? `h-${attrs.id}` : null;

/** The subheadings that a table of contents in these blocks lists; empty without one, and where there are fewer than two. */
export function listedSubheadings(blocks: readonly NodeJson[]): NodeJson[] {
  if (!blocks.some(({ type }) => type === "tableOfContents")) return [];
  const listed = blocks.filter(
    (block) => block.type === "subheading" && !isProposed(block) && wordsOf(block).trim() !== "" && anchorOf(block),
  );
  return listed.length < 2 ? [] : listed;
}

/** Links to the subheadings of the story; nothing where there are fewer than two. */
export function Contents({ context }: BlockProps) {
  const { contents = [], deeper, said } = context;
  if (contents.length === 0) return null;
  return (
    <nav className="contents" aria-label={said.words.contents}>
      <p {...said.mark}>{said.words.contents}</p>
      <ul>
        {contents.map((subheading) => (
          <li key={anchorOf(subheading)} {...(deeper.has(subheading) ? { className: "deeper" } : {})}>
            <a href={`#${anchorOf(subheading)}`}>
              <Inline node={subheading} plain />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
