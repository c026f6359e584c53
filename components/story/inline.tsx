import { Fragment, type ReactNode } from "react";
import { childrenOf, type MarkJson, type NodeJson } from "#lib/document/json.ts";
import { writtenHref } from "#lib/document/links.ts";
import { log } from "#lib/log.ts";

type MarkProps = { attrs: Record<string, unknown>; children: ReactNode };
type MarkComponent = (props: MarkProps) => ReactNode;

const Bold = ({ children }: MarkProps) => <strong>{children}</strong>;
const Italic = ({ children }: MarkProps) => <em>{children}</em>;
const Strike = ({ children }: MarkProps) => <s>{children}</s>;
const Subscript = ({ children }: MarkProps) => <sub>{children}</sub>;
const Superscript = ({ children }: MarkProps) => <sup>{children}</sup>;
const Code = ({ children }: MarkProps) => <code>{children}</code>;
/** A link with a forbidden address becomes plain text. */
const Link = ({ attrs, children }: MarkProps) => {
  const href = writtenHref(attrs.href);
  return href === null ? children : <a href={href}>{children}</a>;
};
/** Published documents do not have it; previews of a copy may. */
const Wire = ({ children }: MarkProps) => children;
/** The number comes after the text and its link, see `Inline`. */
const FootnoteReference = ({ children }: MarkProps) => children;
/** Readers get the text without suggestions: suggested insertions are hidden, suggested deletions are shown. */
const Insertion = () => null;
const Deletion = ({ children }: MarkProps) => children;
const Modification = ({ children }: MarkProps) => children;

/** The component of every mark type. */
export const markComponents: Readonly<Record<string, MarkComponent>> = {
  link: Link,
  wire: Wire,
  bold: Bold,
  italic: Italic,
  strike: Strike,
  subscript: Subscript,
  superscript: Superscript,
  code: Code,
  footnoteReference: FootnoteReference,
  insertion: Insertion,
  deletion: Deletion,
  modification: Modification,
};

const marksOf = (node: NodeJson): MarkJson[] =>
  Array.isArray(node.marks) ? node.marks.filter((mark) => typeof mark?.type === "string") : [];

export const isProposed = (node: NodeJson): boolean => marksOf(node).some((mark) => mark.type === "insertion");

/** The first mark is the outermost, as in the document. */
function marked(marks: readonly MarkJson[], words: ReactNode): ReactNode {
  let inside = words;
  for (const mark of [...marks].reverse()) {
    const Mark = Object.hasOwn(markComponents, mark.type) ? markComponents[mark.type] : undefined;
    const attrs = typeof mark.attrs === "object" && mark.attrs !== null ? mark.attrs : {};
    if (Mark) inside = <Mark attrs={attrs}>{inside}</Mark>;
    else log.warn({ mark: mark.type.slice(0, 40) }, "story page: unknown mark ignored");
  }
  return inside;
}

function Run({ node, without }: { node: NodeJson; without: string }): ReactNode {
  const marks = marksOf(node).filter((mark) => mark.type !== without);
  if (node.type === "hardBreak") return <br />;
  if (node.type === "text") return marked(marks, typeof node.text === "string" ? node.text : "");
  log.warn({ node: node.type.slice(0, 40) }, "story page: unknown inline node skipped");
  return null;
}

const linkOf = (node: NodeJson): MarkJson | undefined => marksOf(node).find((mark) => mark.type === "link");

const hasWords = (run: NodeJson): boolean => typeof run.text === "string" && run.text.trim() !== "";

/** The number of the footnote after a run, where `numberFootnotes` has put one. */
function numberAfter(run: NodeJson): { number: number; place: number } | null {
  const { number, place } = marksOf(run).find(({ type }) => type === "footnoteReference")?.attrs ?? {};
  return Number.isInteger(number) && Number.isInteger(place)
    ? { number: number as number, place: place as number }
    : null;
}
/** The anchor of a place in the text that refers to a footnote. */
export const referenceId = (number: number, place: number): string =>
  place === 1 ? `fnref-${number}` : `fnref-${number}-${place}`;

const FootnoteNumber = ({ number, place }: { number: number; place: number }) => (
  <sup className="fn">
    <a href={`#fn-${number}`} id={referenceId(number, place)}>
      {number}
    </a>
  </sup>
);

type Group = { link: MarkJson | undefined; runs: NodeJson[]; note: ReturnType<typeof numberAfter> };
/**
 * Text with its marks. A link over several runs is one link; a link on a space alone, as in old articles, is dropped, because
 * nobody could see or hear it. `plain` omits links and numbers of footnotes, for text that cannot be focused.
 */
export function Inline({ node, plain = false }: { node: NodeJson | undefined; plain?: boolean }): ReactNode {
  const groups: Group[] = [];
  for (const run of childrenOf(node)) {
    if (isProposed(run)) continue;
    const link = plain ? undefined : linkOf(run);
    const note = plain ? null : numberAfter(run);
    const last = groups.at(-1);
    if (last && !last.note && last.link?.attrs?.href === link?.attrs?.href) {
      last.runs.push(run);
      last.note = note;
    } else groups.push({ link, runs: [run], note });
  }
  return groups.map(({ link, runs, note }, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, on the server
    const inside = runs.map((run, place) => <Run key={place} node={run} without="link" />);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, on the server
      <Fragment key={index}>
        {link && runs.some(hasWords) ? marked([link], inside) : inside}
        {note && <FootnoteNumber {...note} />}
      </Fragment>
    );
  });
}
