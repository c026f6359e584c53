// Geometry of crops. A crop is a box in whole pixels of the stored picture; its text "120x40x1200x800" (left, top, width,
// height) is part of addresses and of documents, so the bytes at an address never change.
import { renditionFile } from "./addresses.ts";
import { widths } from "./limits.ts";
import type { CropArea, FocalPoint, NamedCrops, PictureFacts, RatioName, Rendition, RenditionFormat } from "./types.ts";

export type CropBox = { left: number; top: number; width: number; height: number };
type Size = { width: number; height: number };

/** Width divided by height. */
export const ratios: Readonly<Record<RatioName, number>> = {
  "3:2": 3 / 2,
  "16:9": 16 / 9,
  "1:1": 1,
  "4:5": 4 / 5,
  "1.91:1": 1.91,
};
export const ratioNames = Object.keys(ratios) as RatioName[];

/** A crop of fewer pixels on one side shows nothing that a reader can recognise. */
export const minCropPixels = 16;

/** A crop that would cut off less than this part of the picture is not worth files of its own. */
const worthCutting = 0.01;

export const cropText = ({ left, top, width, height }: CropBox): string => `${left}x${top}x${width}x${height}`;

/** The box of a crop; null for a text that is none. */
export function parseCrop(text: string): CropBox | null {
  const match = /^(0|[1-9]\d{0,4})x(0|[1-9]\d{0,4})x([1-9]\d{0,4})x([1-9]\d{0,4})$/.exec(text);
  if (!match) return null;
  const [left = 0, top = 0, width = 0, height = 0] = match.slice(1).map(Number);
  return { left, top, width, height };
}

const wholeOf = ({ width, height }: Size): CropBox => ({ left: 0, top: 0, width, height });

const isWithin = (box: CropBox, size: Size): boolean =>
  box.width >= minCropPixels &&
  box.height >= minCropPixels &&
  box.left + box.width <= size.width &&
  box.top + box.height <= size.height;

const isWhole = (box: CropBox, size: Size): boolean =>
  box.width * box.height > size.width * size.height * (1 - worthCutting);

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** Without a focal point a crop keeps the middle, and more of the top, where faces are: as the style sheet of the site does. */
const usualX = 0.5;
const usualY = 0.35;

/**
 * The largest box of this shape inside `within`, as near to being centred on the focal point as the picture allows.
 * @param focal of the whole picture
 */
export function automaticCrop(
  size: Size,
  focal: FocalPoint | undefined,
  ratio: number,
  within: CropBox = wholeOf(size),
): CropBox {
  const width = Math.min(within.width, Math.max(1, Math.round(within.height * ratio)));
  const height = Math.min(within.height, Math.max(1, Math.round(within.width / ratio)));
  const spareX = within.width - width;
  const spareY = within.height - height;
  const left = focal ? focal.x * size.width - within.left - width / 2 : spareX * usualX;
  const top = focal ? focal.y * size.height - within.top - height / 2 : spareY * usualY;
  return {
    left: within.left + Math.round(clamp(left, 0, spareX)),
    top: within.top + Math.round(clamp(top, 0, spareY)),
    width,
    height,
  };
}

/** The pixels of an area that was set by hand. */
export function boxOfArea(area: CropArea, size: Size): CropBox {
  const left = clamp(Math.round(area.x * size.width), 0, size.width - 1);
  const top = clamp(Math.round(area.y * size.height), 0, size.height - 1);
  return {
    left,
    top,
    width: clamp(Math.round(area.width * size.width), 1, size.width - left),
    height: clamp(Math.round(area.height * size.height), 1, size.height - top),
  };
}

export const areaOfBox = (box: CropBox, size: Size): CropArea => ({
  x: box.left / size.width,
  y: box.top / size.height,
  width: box.width / size.width,
  height: box.height / size.height,
});

/** Whether an area has the shape of the ratio, to within two pixels of rounding or one percent. */
export function hasRatio(area: CropArea, size: Size, ratio: RatioName): boolean {
  const { width, height } = boxOfArea(area, size);
  const expected = height * ratios[ratio];
  return Math.abs(width - expected) <= Math.max(2, expected * 0.01);
}

/** The widths of the renditions of a picture or crop of this width: including its own, but none that is nearly the same. */
export function widthsOf(width: number): number[] {
  const widest = Math.min(width, widths[widths.length - 1] ?? width);
  return [...widths.filter((step) => step < widest * 0.92), widest];
}

const formats: readonly RenditionFormat[] = ["avif", "webp", "jpeg"];

const renditionsOf = (box: CropBox): Rendition[] =>
  widthsOf(box.width).flatMap((width) =>
    formats.map((format) => ({
      format,
      width,
      height: Math.max(1, Math.round((box.height * width) / box.width)),
      bytes: 0,
    })),
  );

const cropped = (facts: PictureFacts, box: CropBox): PictureFacts => ({
  key: facts.key,
  color: facts.color,
  width: box.width,
  height: box.height,
  renditions: renditionsOf(box),
  crop: cropText(box),
});

/** The facts of a figure's crop. The whole picture where there is none, or one that the picture does not contain. */
export function factsOfUse(facts: PictureFacts, crop: string | null | undefined): PictureFacts {
  const box = typeof crop === "string" ? parseCrop(crop) : null;
  return box && isWithin(box, facts) && !isWhole(box, facts) ? cropped(facts, box) : facts;
}

/**
 * The facts of a picture in a named shape: as a person has cropped it, or else cut around the focal point. The whole
 * picture where it has that shape already.
 * @param use the crop of the figure, within which it is cut
 */
export function factsOfShape(facts: PictureFacts, ratio: RatioName, use?: string | null): PictureFacts {
  const used = factsOfUse(facts, use);
  const box = boxOfShape(facts, ratio, used.crop);
  return isWhole(box, facts)
    ? facts
    : box.width * box.height > used.width * used.height * (1 - worthCutting)
      ? used
      : cropped(facts, box);
}

function boxOfShape(facts: PictureFacts, ratio: RatioName, use: string | undefined): CropBox {
  const within = use === undefined ? null : parseCrop(use);
  if (within) return automaticCrop(facts, facts.focal, ratios[ratio], within);
  const area = facts.crops?.[ratio];
  return area ? boxOfArea(area, facts) : automaticCrop(facts, facts.focal, ratios[ratio]);
}

/**
 * The facts for a picture that the style sheet cuts to this shape: the crop of the figure, else the one that a person
 * has set for the shape, else the whole picture.
 */
export const factsOfCut = (facts: PictureFacts, ratio: RatioName, use?: string | null): PictureFacts => {
  const used = factsOfUse(facts, use);
  return used.crop === undefined && facts.crops?.[ratio] ? factsOfShape(facts, ratio) : used;
};

/**
 * The steps in which the style sheet can move a picture that it cuts: of six across and six down. Null where nobody has
 * set a focal point, or nothing is cut.
 */
export function shiftOf(facts: PictureFacts, card: PictureFacts, ratio: RatioName): { x: number; y: number } | null {
  if (!facts.focal) return null;
  const within = (card.crop === undefined ? null : parseCrop(card.crop)) ?? wholeOf(facts);
  const box = automaticCrop(facts, facts.focal, ratios[ratio], within);
  const step = (offset: number, spare: number) => (spare > 0 ? Math.round((offset / spare) * 5) : null);
  const x = step(box.left - within.left, within.width - box.width);
  const y = step(box.top - within.top, within.height - box.height);
  return x === null && y === null ? null : { x: x ?? 2, y: y ?? 2 };
}

/** The facts of these pictures for readers, each with the crops of its figures. */
export const withUses = (
  facts: ReadonlyMap<string, PictureFacts>,
  crops: readonly { picture: string; crop: string }[],
): Map<string, PictureFacts> =>
  new Map(
    [...facts].map(([id, one]) => {
      const uses = [...new Set(crops.flatMap(({ picture, crop }) => (picture === id ? [crop] : [])))];
      return [id, uses.length > 0 ? { ...one, uses } : one];
    }),
  );

/** The file of a rendition of a crop in the store: "120x40x1200x800x640.jpg". */
export const cropFile = (crop: string, width: number, format: RenditionFormat): string =>
  `${crop}x${renditionFile(width, format)}`;

/**
 * The facts of a crop that the picture's row or a figure names, for answering a request; null for any other, so that
 * nobody can have crops made by making up addresses.
 */
export function findNamedCrop(facts: PictureFacts, crop: string): PictureFacts | null {
  const uses = facts.uses ?? [];
  if (uses.includes(crop)) {
    const used = factsOfUse(facts, crop);
    if (used.crop === crop) return used;
  }
  for (const use of [null, ...uses])
    for (const ratio of ratioNames) {
      const named = factsOfShape(facts, ratio, use);
      if (named.crop === crop) return named;
    }
  return null;
}

type CropParts = Pick<PictureFacts, "focal" | "crops" | "uses">;

/** The parts of facts that say how a picture is cut, from JSON that may be damaged, without what is not set. */
export function readCropParts(json: { focal?: unknown; crops?: unknown; uses?: unknown }): CropParts {
  const { x, y } = (json.focal ?? {}) as Record<string, unknown>;
  const crops = readCrops(json.crops);
  const uses = Array.isArray(json.uses) ? json.uses.filter((use) => typeof use === "string") : [];
  return {
    ...(isFraction(x) && isFraction(y) ? { focal: { x, y } } : {}),
    ...(Object.keys(crops).length > 0 ? { crops } : {}),
    ...(uses.length > 0 ? { uses } : {}),
  };
}

/** The crops in a JSON column, without what is none. */
export function readCrops(json: unknown): NamedCrops {
  const crops: NamedCrops = {};
  if (typeof json !== "object" || json === null) return crops;
  for (const ratio of ratioNames) {
    const area = (json as Record<string, unknown>)[ratio];
    if (isArea(area)) crops[ratio] = { x: area.x, y: area.y, width: area.width, height: area.height };
  }
  return crops;
}

function isArea(value: unknown): value is CropArea {
  if (typeof value !== "object" || value === null) return false;
  const { x, y, width, height } = value as Record<string, unknown>;
  return [x, y, width, height].every(isFraction);
}

const isFraction = (value: unknown): value is number => typeof value === "number" && value >= 0 && value <= 1;
