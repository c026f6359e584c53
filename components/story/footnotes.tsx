import type { NumberedNote } from "#lib/document/footnotes.ts";
import type { BlockContext } from "./block-context.ts";
import { Inline, referenceId } from "./inline.tsx";

/** The notes below the text, each with links back to where the text refers to it. */
export function Footnotes({ notes, context }: { notes: readonly NumberedNote[]; context: BlockContext }) {
  if (notes.length === 0) return null;
  const { words, mark } = context.said;
  return (
    <section className="footnotes" aria-labelledby="fn">
      <h2 id="fn" {...mark}>
        {words.notes}
      </h2>
      <ol>
        {notes.map(({ number, node, placeCount }) => (
          <li key={number} id={`fn-${number}`}>
            <Inline node={node} />
            {Array.from({ length: placeCount }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, on the server
              <BackLink key={index} id={referenceId(number, index + 1)} label={words.backToText} mark={mark} />
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}

const BackLink = ({ id, label, mark }: { id: string; label: string; mark: BlockContext["said"]["mark"] }) => (
  <>
    {" "}
    <a className="back" href={`#${id}`} aria-label={label} {...mark}>
      ↩{"\ufe0e"}
    </a>
  </>
);
