// How much room a search engine has for a title and a description, in pixels of its own fonts. The figures are those of a
// desktop results page; engines do not publish them, and a page may get less.

export type ResultPart = "title" | "description";

type Room = {
  font: string;
  pixels: number /** About as many in that room, where nothing can be measured. */;
  characters: number;
};

export const rooms: Readonly<Record<ResultPart, Room>> = {
  title: { font: "20px Arial, sans-serif", pixels: 580, characters: 60 },
  description: { font: "14px Arial, sans-serif", pixels: 920, characters: 155 },
};

type Measure = (text: string, font: string) => number | null;

let canvas: CanvasRenderingContext2D | null | undefined;

/** The width of a line in pixels; null where the browser has no canvas. */
const measureOnCanvas: Measure = (text, font) => {
  if (canvas === undefined) canvas = document.createElement("canvas").getContext("2d");
  if (!canvas) return null;
  canvas.font = font;
  return canvas.measureText(text).width;
};

/** How long a text is, in words, and whether it is cut. */
export function roomFor(
  part: ResultPart,
  text: string,
  measure: Measure = measureOnCanvas,
): { words: string; isCut: boolean } {
  const { font, pixels, characters } = rooms[part];
  const width = measure(text, font);
  const [used, most, unit] =
    width === null ? [text.length, characters, "characters"] : [Math.round(width), pixels, "pixels"];
  const words = `${used} of about ${most} ${unit}`;
  return used > most
    ? { words: `${words}: search engines will cut it.`, isCut: true }
    : { words: `${words}.`, isCut: false };
}
