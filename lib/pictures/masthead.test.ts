import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { drawMasthead } from "./masthead.ts";
import { drawn } from "./masthead-drawing.ts";

const svg = (fill: string, around = "none") =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20" height="20"><rect width="60" height="20" fill="${around}"/><rect x="10" y="5" width="40" height="2" fill="${fill}"/><rect x="10" y="13" width="40" height="2" fill="${fill}"/></svg>`,
  );

describe("masthead", () => {
  test("draws an SVG as large as screens need, without its empty border", async () => {
    const { masthead, file } = await drawn(svg("#111"));
    expect([masthead.width, masthead.height]).toEqual([480, 120]); // 40 by 10, scaled as if the whole were 240 high
    expect(await sharp(file).metadata()).toMatchObject({ format: "webp", width: 480, height: 120, hasAlpha: true });
    expect((await drawn(svg("#111"))).masthead.hash).toBe(masthead.hash);
    expect((await drawn(svg("#222"))).masthead.hash).not.toBe(masthead.hash);
  });

  test("inverts a monochrome logo on a transparent background in the theme where it would be invisible", async () => {
    const inkOf = async (bytes: Buffer) => (await drawn(bytes)).masthead.ink;
    expect(await inkOf(svg("#111"))).toBe("dark");
    expect(await inkOf(svg("#eee"))).toBe("light");
    expect(await inkOf(svg("#b00"))).toBe("");
    expect(await inkOf(svg("#111", "#fff"))).toBe("");
  });

  test("scales down a drawing that is too large, and keeps a small one", async () => {
    const of = (width: number, height: number) =>
      sharp({ create: { width, height, channels: 4, background: "#0000" } })
        .composite([
          {
            input: Buffer.from(
              `<svg width="${width}" height="${height}"><circle cx="50%" cy="50%" r="49%" fill="#222"/></svg>`,
            ),
          },
        ])
        .png()
        .toBuffer();
    expect((await drawn(await of(900, 900))).masthead.height).toBe(240);
    expect((await drawn(await of(60, 60))).masthead.height).toBeLessThanOrEqual(60);
  });

  test("gives the same result in the child process", async () => {
    expect(await drawMasthead(svg("#111"))).toEqual(await drawn(svg("#111")));
  });

  test("stops an SVG with nested filters that would take minutes", async () => {
    const blurs = Array.from({ length: 60 }, () => `<feGaussianBlur stdDeviation="90"/><feMorphology radius="60"/>`);
    const slow = `<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="2000"><filter id="f">${blurs.join("")}</filter><g filter="url(#f)"><g filter="url(#f)"><rect width="2000" height="2000"/></g></g></svg>`;
    await expect(drawMasthead(Buffer.from(slow), 1)).rejects.toMatchObject({
      code: "NOT_A_PICTURE",
      detail: { reason: "took-too-long" },
    });
  });

  test("rejects an empty, an oversized and an invalid file", async () => {
    const refused = (bytes: Buffer) =>
      drawMasthead(bytes).then(
        () => "taken",
        ({ code }) => code,
      );
    expect(await refused(Buffer.from("%PDF-1.4 nothing to draw"))).toBe("NOT_A_PICTURE");
    expect(await refused(Buffer.alloc(0))).toBe("NOT_A_PICTURE");
    expect(await refused(Buffer.alloc(1_000_001))).toBe("TOO_LARGE");
    expect(await refused(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="900000" height="900000"/>`))).toBe(
      "NOT_A_PICTURE",
    );
  });
});
