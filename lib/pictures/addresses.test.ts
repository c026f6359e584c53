import { describe, expect, test } from "vitest";
import { parseRenditionFile, pictureAddress, sourcesOf } from "./addresses.ts";
import type { PictureFacts, Rendition } from "./types.ts";

const rendition = (format: Rendition["format"], width: number): Rendition => ({
  format,
  width,
  height: width / 2,
  bytes: 1,
});
const facts: PictureFacts = {
  key: "0".repeat(64),
  width: 1200,
  height: 600,
  color: "#aabbcc",
  renditions: [
    rendition("jpeg", 1200),
    rendition("avif", 320),
    rendition("jpeg", 320),
    rendition("webp", 320),
    rendition("jpeg", 960),
  ],
};

describe("addresses of pictures", () => {
  test("parses the file name of a rendition", () => {
    expect(pictureAddress("id", 640, "jpeg")).toBe("/pictures/id/640.jpg");
    expect(parseRenditionFile("640.jpg")).toEqual({ width: 640, format: "jpeg" });
    expect(parseRenditionFile("640.avif")).toEqual({ width: 640, format: "avif" });
  });

  test("rejects names that no rendition can have", () => {
    for (const file of [
      "640.jpeg",
      "640.svg",
      "0.jpg",
      "064.jpg",
      "original.jpeg",
      "../640.jpg",
      "640.jpg/",
      "999999.jpg",
      "",
    ]) {
      expect(parseRenditionFile(file)).toBeNull();
    }
  });

  test("lists sources by width, with the size of the widest", () => {
    expect(sourcesOf(facts, "id")).toEqual({
      avif: "/pictures/id/320.avif 320w",
      webp: "/pictures/id/320.webp 320w",
      jpeg: "/pictures/id/320.jpg 320w, /pictures/id/960.jpg 960w, /pictures/id/1200.jpg 1200w",
      src: "/pictures/id/960.jpg",
      width: 1200,
      height: 600,
      color: "#aabbcc",
    });
  });

  test("gives no sources for a damaged row", () => {
    expect(sourcesOf({ ...facts, renditions: [] }, "id")).toBeNull();
  });
});
