import { Button } from "@mantine/core";
import type { Node } from "@tiptap/pm/model";
import type { ReactNode } from "react";
import { type BlockChange, storiesIn } from "#lib/document/compare.ts";
import { isPicture } from "#lib/document/nodes.ts";
import { attributeWords, changeLabelOf, spokenOf, type ValueChange } from "./change-words.ts";
import classes from "./comparison.module.css";
import type { KnownNames } from "./known-names.ts";
import { Lines } from "./lines.tsx";

/** An earlier and a later value. */
export function Values({ label, before, after }: ValueChange) {
  return (
    <p className={classes.values}>
      <span>{label}: </span>
      {before !== "" && (
        <del>
          <span className="vh"> before: </span>
          {before}
        </del>
      )}{" "}
      {after !== "" && (
        <ins>
          <span className="vh"> now: </span>
          {after}
        </ins>
      )}
      {before !== "" && after === "" && <span className="vh"> now: nothing</span>}
    </p>
  );
}

type PictureProps = { id: unknown; names: KnownNames; fate: "was" | "is" | "only"; alt: string };
function Picture({ id, names, fate, alt }: PictureProps) {
  const look = typeof id === "string" ? names.picture(id) : undefined;
  return (
    <span className={classes.picture} data-fate={fate}>
      {fate !== "only" && <small>{fate === "was" ? "Before" : "Now"}</small>}
      {look ? (
        // biome-ignore lint/performance/noImgElement: an address of our own, in a rendition that is made
        <img src={look.src} width={look.width} height={look.height} alt={alt} loading="lazy" />
      ) : (
        <span className={classes.noPicture}>{id === null ? "No picture" : "Picture deleted"}</span>
      )}
    </span>
  );
}

const figuresIn = (node: Node | null): Node[] => node?.children.filter(isPicture) ?? [];

/** The pictures of a block. A gallery shows those of its later state, each beside the one that it replaced. */
function Pictures({ block: { before, after }, names }: { block: BlockChange; names: KnownNames }) {
  const figures = figuresIn(after ?? before);
  if (figures.length === 0) return <FigurePictures before={before} after={after} names={names} />;
  const earlier = new Map(figuresIn(before).map((figure) => [figure.attrs.id, figure]));
  return figures.map((figure) => (
    <FigurePictures
      key={figure.attrs.id}
      before={earlier.get(figure.attrs.id) ?? null}
      after={after && figure}
      names={names}
    />
  ));
}

type FigureProps = { before: Node | null; after: Node | null; names: KnownNames };
/** The picture of a figure: both if one replaced the other. */
function FigurePictures({ before, after, names }: FigureProps) {
  const node = after ?? before;
  if (!node || !("picture" in node.attrs)) return null;
  const alt = (of: typeof node) => String(of.attrs.alt ?? "") || "Picture without alt text";
  const isAnother = before && after && before.attrs.picture !== after.attrs.picture;
  return (
    <div className={classes.pictures}>
      {isAnother && <Picture id={before.attrs.picture} names={names} fate="was" alt={alt(before)} />}
      <Picture id={node.attrs.picture} names={names} fate={isAnother ? "is" : "only"} alt={alt(node)} />
    </div>
  );
}

const StoryCard = ({ id, names }: { id: unknown; names: KnownNames }) => (
  <p className={classes.card}>{names.name("stories", String(id)) ?? "A story you cannot open"}</p>
);

/** The description of a block without text. */
function Wordless({ block, names }: { block: BlockChange; names: KnownNames }) {
  const node = block.after ?? block.before;
  if (node?.type.name === "divider") return <hr />;
  if (node?.type.name !== "relatedStory") return null;
  return <StoryCard id={node.attrs.story} names={names} />;
}

/** The text of a block with its changes. */
export function BlockText({ block, names }: { block: BlockChange; names: KnownNames }) {
  const isWhole = block.kind === "added" || block.kind === "takenOut";
  return (
    <>
      <Pictures block={block} names={names} />
      <Wordless block={block} names={names} />
      <Lines lines={block.lines} block={block.type} isDescribed={isWhole} />
      {isWhole &&
        [...new Set(storiesIn((block.after ?? block.before) as Node))].map((id) => (
          <StoryCard key={id} id={id} names={names} />
        ))}
    </>
  );
}

/** The changes of a block apart from its text: type, level, description of its picture. */
export function ChangedValues({ block, names }: { block: BlockChange; names: KnownNames }) {
  const values = [...block.attributes, ...block.lines.flatMap((line) => line.attributes)].flatMap(
    (change) => attributeWords(change, names) ?? [],
  );
  return values.map((value, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a list may change at several places in one manner
    <Values key={index} {...value} />
  ));
}

type Props = {
  block: BlockChange;
  names: KnownNames;
  /** Buttons of the change. */
  acts?: ReactNode;
};

/** One change: its label, and the text of the block. */
export function ChangeRow({ block, names, acts }: Props) {
  const { title, place } = changeLabelOf(block);
  return (
    <section className={classes.row} tabIndex={-1} data-row="" data-change={block.kind} aria-label={spokenOf(block)}>
      <div className={classes.beside}>
        <b>{title}</b>
        <span>{place}</span>
      </div>
      <div className={classes.block}>
        <BlockText block={block} names={names} />
        <ChangedValues block={block} names={names} />
      </div>
      {acts && <div className={classes.rowActs}>{acts}</div>}
    </section>
  );
}

/** A button of a change. */
export const ChangeAct = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <Button size="compact-sm" onClick={onClick}>
    {label}
  </Button>
);
