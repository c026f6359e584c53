import type { ReactNode } from "react";
import { hrefOf } from "#lib/addresses/paths.ts";
import { listType } from "#lib/document/blocks/list/block.ts";
import { linesOfProfile } from "#lib/document/blocks/profile/block.ts";
import { childrenOf, type NodeJson, wordsOf } from "#lib/document/json.ts";
import type { NodeName } from "#lib/document/nodes.ts";
import { log } from "#lib/log.ts";
import { directionOf } from "#lib/times.ts";
import { StoryCard } from "../site/card.tsx";
import type { BlockContext, BlockProps } from "./block-context.ts";
import { anchorOf, Contents } from "./contents.tsx";
import { Embed } from "./embed.tsx";
import { Caption, pictureOf } from "./figure-parts.tsx";
import { Gallery } from "./gallery.tsx";
import { Inline, isProposed } from "./inline.tsx";
import { Audio, File, Video } from "./media.tsx";
import { isTooSmall, Picture } from "./picture.tsx";
import { isRepeated, splitAtComma } from "./plain.ts";
import { Table } from "./table.tsx";

const Paragraph = ({ node, context }: BlockProps) => (
  <p>
    {node === context.opening && context.place !== "" && (
      <>
        <span className="dateline">{context.place}</span> —{" "}
      </>
    )}
    <Inline node={node} />
  </p>
);

const Subheading = ({ node, context }: BlockProps) => {
  const id = context.contents?.includes(node) ? anchorOf(node) : null;
  const Heading = context.deeper.has(node) ? "h3" : "h2";
  return (
    <Heading {...(id === null ? {} : { id })}>
      <Inline node={node} />
    </Heading>
  );
};

const BulletList = ({ node, context }: BlockProps) => (
  <ul>
    <Blocks nodes={childrenOf(node)} context={context} />
  </ul>
);

const startOf = (node: NodeJson): number => {
  const start = node.attrs?.start;
  return typeof start === "number" && Number.isInteger(start) && start >= 0 && start <= 999_999_999 ? start : 1;
};
/** Style sheets do not tell `type="a"` from `type="A"`. */
const numberingClasses = { a: "lower-alpha", A: "upper-alpha", i: "lower-roman", I: "upper-roman" };
const OrderedList = ({ node, context }: BlockProps) => {
  const start = startOf(node);
  const type = listType(node.attrs?.numbering) as keyof typeof numberingClasses | undefined;
  const last = start + childrenOf(node).length - 1;
  const isDeep = last >= 100 || (/^i$/i.test(type ?? "") && last > 2); // "iii" is wider than "99"
  const look = [isDeep ? "deep" : "", type ? numberingClasses[type] : ""].filter(Boolean).join(" ");
  return (
    <ol {...(type ? { type } : {})} {...(start === 1 ? {} : { start })} {...(look ? { className: look } : {})}>
      <Blocks nodes={childrenOf(node)} context={context} />
    </ol>
  );
};

const ListItem = ({ node, context }: BlockProps) => {
  const [first, ...more] = childrenOf(node);
  if (first?.type !== "paragraph") return <li>{first && <Blocks nodes={[first, ...more]} context={context} />}</li>;
  return (
    <li>
      <Inline node={first} />
      <Blocks nodes={more} context={context} />
    </li>
  );
};

const Blockquote = ({ node, context }: BlockProps) => (
  <blockquote>
    <Blocks nodes={childrenOf(node)} context={context} />
  </blockquote>
);

/** Who said it. What follows the first comma is the person's role. */
const Attribution = ({ node }: BlockProps) => {
  if (wordsOf(node).trim() === "") return null;
  const [name, role] = splitAtComma(node);
  return (
    <footer>
      {role ? (
        <>
          <b>
            <Inline node={name} />
          </b>
          <Inline node={role} />
        </>
      ) : (
        <Inline node={node} />
      )}
    </footer>
  );
};

const PullQuote = ({ node, context }: BlockProps) => {
  const paragraphs = childrenOf(node).filter((child) => child.type === "paragraph");
  if (!isRepeated(paragraphs.map(wordsOf).join(" "), context.bodyText))
    return (
      <blockquote className="pull">
        <Blocks nodes={childrenOf(node)} context={context} />
      </blockquote>
    );
  return (
    <div className="pull" aria-hidden="true">
      {paragraphs.map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, on the server
        <p key={index}>
          <Inline node={paragraph} plain />
        </p>
      ))}
    </div>
  );
};

const figureSizes = {
  normal: { sizes: "(width>=40rem) 37rem, 94vw", pixels: 592 },
  wide: { sizes: "(width>=75rem) 50.5rem, (width>=40rem) 37rem, 94vw", pixels: 808 },
  small: { sizes: "(width>=36rem) 15rem, 94vw", pixels: 240 },
} as const;
const Figure = ({ node, context }: BlockProps) => {
  const picture = pictureOf(node, context);
  if (!picture) return null;
  const size = node.attrs?.size === "wide" || node.attrs?.size === "small" ? node.attrs.size : "normal";
  const { sizes, pixels } = figureSizes[size];
  const tooSmall = isTooSmall(picture.facts, pixels);
  return (
    <figure className={`figure ${size}${tooSmall ? " native-size" : ""}`}>
      <Picture {...picture} sizes={tooSmall ? `${picture.facts.width}px` : sizes} />
      <Caption node={node} />
    </figure>
  );
};

/** The main picture above the story. A portrait picture is not cropped. */
export function MainFigure({ node, context }: BlockProps) {
  const picture = pictureOf(node, context);
  if (!picture) return null;
  const { width, height } = picture.facts;
  const tooSmall = isTooSmall(picture.facts, 700);
  const shape = tooSmall ? " native-size" : height > width * 0.85 ? " tall" : "";
  return (
    <figure className={`hero${shape}`}>
      <Picture
        {...picture}
        sizes={tooSmall ? `${width}px` : "(width>=82rem) 59rem, (width>=64rem) 70vw, 100vw"}
        first
      />
      <Caption node={node} />
    </figure>
  );
}

/** Open at first: many readers skim a story for its boxes, and in a closed box some browsers neither find nor print the text. */
const FactBox = ({ node, context }: BlockProps) => {
  const [title, ...blocks] = childrenOf(node);
  if (wordsOf(node).trim() === "") return null;
  const text = <Blocks nodes={blocks} context={context} />;
  if (!title || isProposed(title) || wordsOf(title).trim() === "")
    return <section className="fact-box">{text}</section>;
  return (
    <details className="fact-box" open>
      <summary>
        <Inline node={title} />
      </summary>
      {text}
    </details>
  );
};

/** A box without a frame: its title as a bold line, then its blocks. */
const titled = (className: string) =>
  function Titled({ node, context }: BlockProps) {
    const [title, ...blocks] = childrenOf(node);
    if (wordsOf(node).trim() === "") return null;
    return (
      <div className={className}>
        {title && !isProposed(title) && wordsOf(title).trim() !== "" && (
          <p>
            <strong>
              <Inline node={title} />
            </strong>
          </p>
        )}
        <Blocks nodes={blocks} context={context} />
      </div>
    );
  };
const Qa = titled("qa");
const TimelineEvent = titled("event");
const Entry = titled("entry");

/** The portrait comes first, so that the lines flow beside it. */
const Profile = ({ node, context }: BlockProps) => {
  const { name, role } = linesOfProfile(node);
  const parts = childrenOf(node);
  if (wordsOf(node).trim() === "") return null;
  return (
    <div className="profile">
      {parts.map((part) =>
        part.type === "figure" && !isProposed(part) ? (
          <Portrait key={String(part.attrs?.id)} node={part} context={context} />
        ) : null,
      )}
      {name && wordsOf(name).trim() !== "" && (
        <p>
          <strong>
            <Inline node={name} />
          </strong>
        </p>
      )}
      {role && wordsOf(role).trim() !== "" && (
        <p className="role">
          <Inline node={role} />
        </p>
      )}
      <Blocks nodes={parts.filter(({ type }) => !/^(profileTitle|profileRole|figure)$/.test(type))} context={context} />
    </div>
  );
};

const Portrait = ({ node, context }: BlockProps) => {
  const picture = pictureOf(node, context);
  if (!picture) return null;
  return (
    <figure>
      <Picture {...picture} sizes="8rem" />
      <Caption node={node} />
    </figure>
  );
};

const CodeBlock = ({ node }: BlockProps) =>
  wordsOf(node).trim() !== "" && (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
    <pre className="code" dir="ltr" tabIndex={0}>
      <code>
        <Inline node={node} />
      </code>
    </pre>
  );

const Divider = () => <hr />;

/** A story that is not published any more leaves no gap. */
const RelatedStory = ({ node, context }: BlockProps) => {
  const id = node.attrs?.story;
  const card = typeof id === "string" && Object.hasOwn(context.cards, id) ? context.cards[id] : undefined;
  return card ? <StoryCard card={card} times={context.times} within={context.language} /> : null;
};

/** Links to the parts of a series that readers can get; nothing without one. */
const Series = ({ node, context }: BlockProps) => {
  const [title, ...parts] = childrenOf(node);
  const cards = parts.flatMap((part) => {
    const id = isProposed(part) ? null : part.attrs?.story;
    return typeof id === "string" && Object.hasOwn(context.cards, id) ? (context.cards[id] ?? []) : [];
  });
  if (cards.length === 0) return null;
  const name = title && !isProposed(title) && wordsOf(title).trim() !== "" ? title : null;
  const id = `s-${typeof node.attrs?.id === "string" ? node.attrs.id : ""}`;
  return (
    <nav className="parts" {...(name ? { "aria-labelledby": id } : { "aria-label": context.said.words.readAlso })}>
      {name && (
        <p id={id}>
          <Inline node={name} />
        </p>
      )}
      <ul>
        {cards.map((card) => (
          <li key={card.id}>
            <a
              href={hrefOf(card.path)}
              {...(card.language === context.language
                ? {}
                : { lang: card.language, dir: directionOf(card.language), hrefLang: card.language })}
            >
              {card.headline}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

const KeyPoints = ({ node, context }: BlockProps) => (
  <section className="points" aria-labelledby="kp">
    <h2 id="kp" {...context.said.mark}>
      {context.said.words.keyPoints}
    </h2>
    <ul className="more">
      <Blocks nodes={childrenOf(node)} context={context} />
    </ul>
  </section>
);
const KeyPoint = ({ node }: BlockProps) => (
  <li>
    <Inline node={node} />
  </li>
);

const InShort = ({ node, context }: BlockProps) => (
  <section className="short body" aria-labelledby="sum">
    <h2 id="sum" {...context.said.mark}>
      {context.said.words.inShort}
    </h2>
    <Blocks nodes={childrenOf(node)} context={context} />
  </section>
);

/** Nodes that are rendered elsewhere on the page, by their parent, or never. */
const Elsewhere = () => null;

/** The component of every node type; a missing one does not compile. */
export const nodeComponents: Readonly<Record<NodeName, (props: BlockProps) => ReactNode>> = {
  doc: Elsewhere,
  kicker: Elsewhere,
  headline: Elsewhere,
  standfirst: Elsewhere,
  mainFigure: MainFigure,
  keyPoints: KeyPoints,
  keyPoint: KeyPoint,
  paragraph: Paragraph,
  subheading: Subheading,
  bulletList: BulletList,
  orderedList: OrderedList,
  listItem: ListItem,
  blockquote: Blockquote,
  pullQuote: PullQuote,
  attribution: Attribution,
  figure: Figure,
  gallery: Gallery,
  video: Video,
  audio: Audio,
  file: File,
  fileTitle: Elsewhere,
  embed: Embed,
  embedTitle: Elsewhere,
  noteToEditors: Elsewhere,
  series: Series,
  seriesTitle: Elsewhere,
  entry: Entry,
  entryTitle: Elsewhere,
  profile: Profile,
  profileTitle: Elsewhere,
  profileRole: Elsewhere,
  footnote: Elsewhere,
  codeBlock: CodeBlock,
  tableOfContents: Contents,
  qa: Qa,
  qaTitle: Elsewhere,
  timelineEvent: TimelineEvent,
  timelineEventTitle: Elsewhere,
  caption: Elsewhere,
  credit: Elsewhere,
  table: Table,
  tableCaption: Elsewhere,
  tableRow: Elsewhere,
  tableCell: Elsewhere,
  factBox: FactBox,
  factBoxTitle: Elsewhere,
  divider: Divider,
  relatedStory: RelatedStory,
  snippet: Elsewhere, // its blocks have taken its place, see lib/document/expand-snippets.ts
  inShort: InShort,
  hardBreak: Elsewhere,
  text: Elsewhere,
};

/** Blocks in order, without empty paragraphs, pending suggestions and unknown nodes. */
export function Blocks({ nodes, context }: { nodes: readonly NodeJson[]; context: BlockContext }): ReactNode {
  return nodes.map((node, index) => {
    if (isProposed(node) || (node.type === "paragraph" && wordsOf(node).trim() === "")) return null;
    const Node = Object.hasOwn(nodeComponents, node.type) ? nodeComponents[node.type as NodeName] : undefined;
    if (!Node) {
      log.warn({ node: node.type.slice(0, 40) }, "story page: unknown node skipped");
      return null;
    }
    // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, on the server
    return <Node key={index} node={node} context={context} />;
  });
}
