// What readers get in place of a main picture that they may not see any more.
import { childrenOf, type NodeJson } from "#lib/document/json.ts";
import type { LiveProjection } from "#lib/document/project-live.ts";
import type { PictureFacts } from "#lib/pictures/types.ts";
import { cardPicture, readPictures, readShown } from "./cards.ts";
import type { CardPicture } from "./types.ts";

/** A picture of a section or of the paper, with the credit that belongs to it. */
export type Fallback = { picture: CardPicture; credit: string };

type Row = { picture: unknown; pictures: readonly { pictureId: string; facts: unknown }[] };

/** Whether the card picture of a published row is withdrawn, expired, not usable yet or in the trash. */
export function hasHiddenPicture({ picture, pictures }: Row): boolean {
  const shown = readShown(picture);
  return shown !== null && pictures.some(({ pictureId, facts }) => pictureId === shown.picture && facts === null);
}

type Projected = Pick<LiveProjection, "cardPicture" | "pictures" | "document">;

/** A working copy as such a row: what `facts` lacks is hidden. */
export const rowOfCopy = (
  { cardPicture: picture, pictures, document }: Projected,
  facts: ReadonlyMap<string, PictureFacts>,
): Row & { document: NodeJson } => ({
  picture,
  pictures: pictures.map((pictureId) => ({ pictureId, facts: facts.get(pictureId) ?? null })),
  document,
});

type Shown = {
  document: NodeJson;
  /** Facts of every picture of the text, by its id. */
  pictures: Record<string, PictureFacts>;
  picture: CardPicture | null;
  /** Of `picture`, plain. */
  caption: string;
  credit: string;
};

/**
 * What readers see of the pictures of a published row. The fallback takes the place of the card picture, and of the main picture
 * with its caption, which describes another picture. Pictures inside the text stay hidden.
 * @param fallback null where the card picture may be seen, or there is none in its place
 */
export function withFallback(row: Row & { document: NodeJson }, fallback: Fallback | null): Shown {
  const pictures = readPictures(row.pictures);
  const shown = readShown(row.picture);
  if (!fallback || !shown)
    return {
      document: row.document,
      pictures,
      picture: cardPicture(shown, shown && pictures[shown.picture]),
      caption: shown?.caption ?? "",
      credit: shown?.credit ?? "",
    };
  const { picture, credit } = fallback;
  const content = childrenOf(row.document);
  const isMain = ({ type, attrs }: NodeJson) => type === "mainFigure" && attrs?.picture === shown.picture;
  if (!content.some(isMain)) return { document: row.document, pictures, picture, caption: "", credit };
  return {
    document: { ...row.document, content: content.map((node) => (isMain(node) ? replaced(node, fallback) : node)) },
    // A figure of the text may show the fallback as well, with a crop of its own.
    pictures: { [picture.id]: picture.facts, ...pictures },
    picture,
    caption: "",
    credit,
  };
}

const replaced = (figure: NodeJson, { picture, credit }: Fallback): NodeJson => ({
  ...figure,
  attrs: { ...figure.attrs, picture: picture.id, alt: picture.alt, decorative: picture.alt === "", crop: null },
  content: [
    { type: "caption" },
    { type: "credit", ...(credit === "" ? {} : { content: [{ type: "text", text: credit }] }) },
  ],
});
