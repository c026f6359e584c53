import { describe, expect, test } from "vitest";
import { sniff } from "./sniff.ts";

const text = (value: string) => Buffer.from(value, "utf8");
const ftyp = (...brands: string[]) => {
  const box = Buffer.alloc(16 + (brands.length - 1) * 4);
  box.writeUInt32BE(box.byteLength, 0);
  box.write(`ftyp${brands[0]}`, 4, "latin1");
  brands.slice(1).forEach((brand, index) => {
    box.write(brand, 16 + index * 4, "latin1");
  });
  return box;
};

describe("sniff", () => {
  test("recognises pictures by their first bytes", () => {
    expect(sniff(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toEqual({ kind: "jpeg" });
    expect(sniff(text("GIF89a..."))).toEqual({ kind: "gif" });
    expect(sniff(text("RIFF\0\0\0\0WEBPVP8 "))).toEqual({ kind: "webp" });
    expect(sniff(ftyp("avif", "mif1", "miaf"))).toEqual({ kind: "avif" });
    expect(sniff(ftyp("mif1", "avif"))).toEqual({ kind: "avif" });
  });

  test("recognises HEIC by its brands and SVG by its root in any encoding", () => {
    expect(sniff(ftyp("heic", "mif1"))).toEqual({ kind: "heic" });
    expect(sniff(ftyp("mif1", "heic"))).toEqual({ kind: "heic" });
    const svg = '<?xml version="1.0"?>\n<!-- drawn --><svg xmlns="http://www.w3.org/2000/svg">';
    expect(sniff(text(svg))).toEqual({ kind: "svg" });
    expect(sniff(Buffer.from('<svg onload="alert(1)">', "utf16le"))).toEqual({ kind: "svg" });
  });

  test("refuses HTML and video", () => {
    expect(sniff(text("<!doctype html><script>alert(1)</script>"))).toEqual({ reason: "unknown" });
    expect(sniff(ftyp("isom", "mp42"))).toEqual({ reason: "unknown" });
  });

  test("accepts files of a few bytes without an error", () => {
    for (let length = 0; length < 20; length += 1) {
      expect(sniff(Buffer.alloc(length))).toEqual({ reason: "unknown" });
      expect(sniff(text("....ftypavif").subarray(0, length))).toBeDefined();
    }
  });
});
