import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sourcesOf } from "./addresses.ts";
import {
  automaticCrop,
  cropText,
  factsOfCut,
  factsOfShape,
  factsOfUse,
  findNamedCrop,
  hasRatio,
  parseCrop,
  ratioNames,
  ratios,
  readCropParts,
  shiftOf,
  withUses,
} from "./crops.ts";
import type { PictureFacts } from "./types.ts";

const facts = (width: number, height: number, more: Partial<PictureFacts> = {}): PictureFacts => ({
  key: "0".repeat(64),
  width,
  height,
  color: "#aabbcc",
  renditions: [{ format: "jpeg", width, height, bytes: 1 }],
  ...more,
});

describe("the text of a crop", () => {
  test("is read back as the box that it was written from", () => {
    const box = { left: 120, top: 0, width: 1200, height: 800 };
    expect(cropText(box)).toBe("120x0x1200x800");
    expect(parseCrop("120x0x1200x800")).toEqual(box);
  });

  test("is refused in any other spelling", () => {
    for (const text of [
      "",
      "0x0x0x10",
      "01x0x10x10",
      "-1x0x10x10",
      "1x2x3",
      "1x2x3x4x5",
      "1.5x0x10x10",
      "1X0X10X10",
      "999999x0x1x1",
    ])
      expect([text, parseCrop(text)]).toEqual([text, null]);
  });
});

describe("an automatic crop", () => {
  test("keeps the focal point, is inside the picture and has its shape", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 40, max: 2560 }),
        fc.integer({ min: 40, max: 4000 }),
        fc.option(
          fc.record({ x: fc.double({ min: 0, max: 1, noNaN: true }), y: fc.double({ min: 0, max: 1, noNaN: true }) }),
          { nil: undefined },
        ),
        fc.constantFrom(...ratioNames),
        (width, height, focal, ratio) => {
          const box = automaticCrop({ width, height }, focal, ratios[ratio]);
          expect(Math.min(box.left, box.top)).toBeGreaterThanOrEqual(0);
          expect(box.left + box.width).toBeLessThanOrEqual(width);
          expect(box.top + box.height).toBeLessThanOrEqual(height);
          expect(box.width === width || box.height === height).toBe(true);
          expect(Math.abs(box.width - box.height * ratios[ratio])).toBeLessThanOrEqual(1);
          if (!focal) return;
          expect(focal.x * width).toBeGreaterThanOrEqual(box.left - 1);
          expect(focal.x * width).toBeLessThanOrEqual(box.left + box.width + 1);
          expect(focal.y * height).toBeGreaterThanOrEqual(box.top - 1);
          expect(focal.y * height).toBeLessThanOrEqual(box.top + box.height + 1);
        },
      ),
    );
  });

  test("is centred on the focal point where the picture allows it, and touches the edge where it does not", () => {
    const size = { width: 1000, height: 1000 };
    expect(automaticCrop(size, { x: 0.5, y: 0.6 }, 2)).toMatchObject({ top: 350, height: 500 });
    expect(automaticCrop(size, { x: 0.5, y: 0.1 }, 2)).toMatchObject({ top: 0 });
    expect(automaticCrop(size, { x: 0.5, y: 1 }, 2)).toMatchObject({ top: 500 });
  });

  test("keeps more of the top than of the bottom without a focal point, as the style sheet does", () => {
    expect(automaticCrop({ width: 1000, height: 1000 }, undefined, 2)).toMatchObject({ left: 0, top: 175 });
  });
});

describe("the facts of a crop", () => {
  test("give addresses that contain it, sizes of its own shape, and no file wider than it", () => {
    const shown = factsOfUse(facts(2000, 1000), "100x50x800x800");
    expect(sourcesOf(shown, "id")).toMatchObject({
      jpeg: [320, 480, 800].map((width) => `/pictures/id/100x50x800x800/${width}.jpg ${width}w`).join(", "),
      width: 800,
      height: 800,
    });
    expect(new Set(shown.renditions.map(({ format }) => format)).size).toBe(3);
  });

  test("are those of the whole picture where the crop is none, is not inside it, or cuts nothing off", () => {
    const whole = facts(2000, 1000);
    for (const crop of [null, undefined, "nonsense", "1900x0x200x100", "0x0x2000x1000", "0x0x4x4", "0x0x1999x1000"])
      expect(factsOfUse(whole, crop)).toBe(whole);
  });

  test("follow a crop set by hand before the focal point, and the crop of a figure before both", () => {
    const hand = { x: 0, y: 0, width: 0.5, height: 0.5 };
    const picture = facts(1600, 1600, { focal: { x: 1, y: 1 }, crops: { "1:1": hand } });
    expect(factsOfShape(picture, "1:1").crop).toBe("0x0x800x800");
    expect(factsOfShape(picture, "16:9").crop).toBe("0x700x1600x900");
    expect(factsOfShape(picture, "1:1", "0x0x1600x400").crop).toBe("1200x0x400x400");
  });

  test("are those of the whole picture where it has the wanted shape", () => {
    const picture = facts(1500, 1000);
    expect(factsOfShape(picture, "3:2")).toBe(picture);
  });
});

describe("a card", () => {
  test("is cut by the style sheet around the focal point, in steps of a fifth", () => {
    const picture = facts(1000, 2000, { focal: { x: 0.5, y: 0.9 } });
    expect(shiftOf(picture, factsOfCut(picture, "3:2"), "3:2")).toEqual({ x: 2, y: 5 });
    expect(shiftOf({ ...picture, focal: { x: 0.5, y: 0.5 } }, picture, "3:2")).toMatchObject({ y: 3 });
    expect(shiftOf(facts(1000, 2000), picture, "3:2")).toBeNull();
  });

  test("shows a crop that was set by hand for its shape, and else the crop of the figure", () => {
    const picture = facts(1000, 2000, { crops: { "3:2": { x: 0, y: 0.5, width: 0.6, height: 0.2 } } });
    expect(factsOfCut(picture, "3:2").crop).toBe("0x1000x600x400");
    expect(factsOfCut(picture, "3:2", "0x0x500x500").crop).toBe("0x0x500x500");
    expect(factsOfCut(picture, "1:1")).toBe(picture);
  });
});

describe("a crop in an address", () => {
  const picture = facts(1600, 1600, {
    focal: { x: 0.2, y: 0.2 },
    crops: { "1:1": { x: 0, y: 0, width: 0.5, height: 0.5 } },
    uses: ["10x20x300x400"],
  });

  test("is found where the picture's row or a figure names it", () => {
    for (const crop of ["0x0x800x800", "0x0x1600x900", "10x20x300x400", "10x220x300x200"])
      expect([crop, findNamedCrop(picture, crop)?.crop]).toEqual([crop, crop]);
  });

  test("is not found where nobody names it", () => {
    for (const crop of ["0x0x800x801", "1x0x1600x900", "10x20x300x399", "0x0x1600x1600", "", "320.jpg", "../x"])
      expect([crop, findNamedCrop(picture, crop)]).toEqual([crop, null]);
    expect(findNamedCrop(facts(1600, 1600, { uses: ["0x0x9000x9000", "x"] }), "0x0x9000x9000")).toBeNull();
  });
});

test("the crops of figures are kept with the facts of their own picture", () => {
  const given = new Map([
    ["a", facts(10, 10)],
    ["b", facts(20, 20)],
  ]);
  const used = withUses(given, [
    { picture: "a", crop: "0x0x5x5" },
    { picture: "a", crop: "0x0x5x5" },
  ]);
  expect([used.get("a")?.uses, used.get("b")?.uses]).toEqual([["0x0x5x5"], undefined]);
});

test("damaged focal points, crops and uses in a row are dropped without the picture", () => {
  expect(readCropParts({ focal: { x: 2, y: 0 }, crops: { "3:2": { x: 0 }, "9:9": 1 }, uses: "x" })).toEqual({});
  expect(readCropParts({ focal: null, crops: null, uses: [1, "0x0x5x5"] })).toEqual({ uses: ["0x0x5x5"] });
  const crops = { "4:5": { x: 0, y: 0, width: 0.4, height: 0.5 } };
  expect(readCropParts({ focal: { x: 0, y: 1 }, crops })).toEqual({ focal: { x: 0, y: 1 }, crops });
});

test("an area has a shape if its pixels do, to within rounding", () => {
  const size = { width: 1000, height: 500 };
  expect(hasRatio({ x: 0, y: 0, width: 0.5, height: 1 }, size, "1:1")).toBe(true);
  expect(hasRatio({ x: 0, y: 0, width: 0.502, height: 1 }, size, "1:1")).toBe(true);
  expect(hasRatio({ x: 0, y: 0, width: 0.6, height: 1 }, size, "1:1")).toBe(false);
});
