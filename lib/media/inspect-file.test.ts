import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { mp3File, mp4File, oggFile, webmFile } from "#prisma/testing/media-files.ts";
import { officeFile, zipFile } from "#prisma/testing/zip-file.ts";
import { inspectFile } from "./inspect-file.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "galley-media-"));
afterAll(() => rmSync(folder, { recursive: true }));

const inspect = (bytes: Buffer | string, name = "upload") => {
  const file = path.join(folder, "file");
  writeFileSync(file, bytes);
  return inspectFile(file, name);
};

describe("videos and sounds", () => {
  test.each([
    ["MP4 with H.264 and AAC", mp4File(["h264", "aac"]), { kind: "VIDEO", format: "mp4", width: 640, height: 360 }],
    ["MP4 with AV1", mp4File(["av1"]), { kind: "VIDEO", format: "mp4" }],
    ["WebM with VP9 and Opus", webmFile(["V_VP9", "A_OPUS"]), { kind: "VIDEO", format: "webm" }],
    ["WebM with VP8 and Vorbis", webmFile(["V_VP8", "A_VORBIS"]), { kind: "VIDEO", format: "webm" }],
    ["WebM with Opus alone", webmFile(["A_OPUS"]), { kind: "AUDIO", format: "webm" }],
    ["M4A", mp4File(["aac"], "M4A "), { kind: "AUDIO", format: "m4a", durationSeconds: 60, width: null }],
    ["MP3", mp3File(), { kind: "AUDIO", format: "mp3" }],
    ["MP3 without a tag", mp3File().subarray(10), { kind: "AUDIO", format: "mp3" }],
    ["Ogg with Opus", oggFile("opus"), { kind: "AUDIO", format: "ogg" }],
    ["Ogg with Vorbis", oggFile("vorbis"), { kind: "AUDIO", format: "ogg" }],
  ])("accepts %s, whatever its name", async (_name, bytes, expected) => {
    expect(await inspect(bytes, "holiday.exe")).toMatchObject(expected);
  });

  test("reads the duration from the container", async () => {
    expect(await inspect(mp4File(["h264"]))).toMatchObject({ durationSeconds: 60 });
    expect(await inspect(webmFile(["V_VP9"]))).toMatchObject({ durationSeconds: 60 });
  });

  test.each([
    ["HEVC", mp4File(["hevc", "aac"]), "HEVC (H.265)"],
    ["ProRes in QuickTime", mp4File(["prores"], "qt  "), "QuickTime (MOV)"],
    ["ProRes in MP4", mp4File(["prores"]), "ProRes"],
    ["Dolby sound", mp4File(["h264", "ac3"]), "Dolby Digital (AC-3)"],
    ["Matroska", webmFile(["V_VP9"], "matroska"), "Matroska"],
    ["Theora", oggFile("theora"), "Theora"],
    ["H.264 in WebM", webmFile(["V_MPEG4/ISO/AVC"]), "H.264"],
  ])("refuses %s by its name, because not every browser plays it", async (_name, bytes, codec) => {
    expect(await inspect(bytes)).toEqual({ reason: "codec", codec });
  });

  test("refuses files that end after their first bytes", async () => {
    for (const bytes of [mp4File(["h264"]).subarray(0, 24), webmFile(["V_VP9"]).subarray(0, 20), Buffer.from("OggS")])
      expect(await inspect(bytes)).toHaveProperty("reason");
    expect(await inspect("")).toEqual({ reason: "empty" });
  });
});

describe("documents", () => {
  test("accepts PDF, DOCX and XLSX by their bytes", async () => {
    expect(await inspect("%PDF-1.7\n%âãÏÓ\n", "x.html")).toMatchObject({ kind: "DOCUMENT", format: "pdf" });
    expect(await inspect(officeFile("docx"))).toMatchObject({ kind: "DOCUMENT", format: "docx" });
    expect(await inspect(officeFile("xlsx"))).toMatchObject({ kind: "DOCUMENT", format: "xlsx" });
  });

  test.each([
    ["a project of Visual Basic", officeFile("docx", { "word/vbaProject.bin": "x" })],
    ["an ActiveX control", officeFile("xlsx", { "xl/activeX/activeX1.xml": "<x/>" })],
    ["an embedded program", officeFile("docx", { "word/embeddings/oleObject1.bin": "x" })],
    ["a macro sheet", officeFile("xlsx", { "xl/macrosheets/sheet1.xml": "<x/>" })],
    [
      "the type of a file with macros",
      zipFile({
        "[Content_Types].xml": '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
        "word/document.xml": "",
      }),
    ],
  ])("refuses an Office file with %s", async (_name, bytes) => {
    expect(await inspect(bytes, "report.docx")).toEqual({ reason: "macros" });
  });

  test("refuses other archives, damaged ones, and old Office files", async () => {
    expect(await inspect(zipFile({ "index.html": "<script>" }), "report.docx")).toEqual({ reason: "unknown" });
    expect(await inspect(officeFile("docx").subarray(0, 80), "report.docx")).toEqual({ reason: "broken" });
    expect(await inspect(Buffer.from("d0cf11e0a1b11ae10000", "hex"), "a.doc")).toEqual({ reason: "encrypted" });
  });

  test("accepts a table with the ending .csv, in UTF-8 and in Windows-1252", async () => {
    expect(await inspect("year;riders\n2026;1,4\n", "riders.csv")).toMatchObject({ format: "csv" });
    expect(await inspect(Buffer.from("caf\xe9,1\n", "latin1"), "RIDERS.CSV")).toMatchObject({ format: "csv" });
    expect(await inspect("year;riders\n2026;1\n", "riders.txt")).toEqual({ reason: "unknown" });
  });

  test.each([
    ["HTML", "<!DOCTYPE html><p>a,b</p>"],
    ["HTML after spaces", "\n\n  <html><body onload=x>,"],
    ["a script in a cell", "name,note\nA,<script>alert(1)</script>\n"],
    ["SVG", '<svg xmlns="http://www.w3.org/2000/svg">,</svg>'],
    ["a shell script", "#!/bin/sh\nrm -rf a,b\n"],
    ["bytes that are no text", "a,b\0\u0001\n"],
    ["a text without separators", "words\n"],
  ])("refuses %s that is named as a table", async (_name, text) => {
    expect(await inspect(text, "riders.csv")).toEqual({ reason: "unknown" });
  });

  test("refuses a picture, a program and a page", async () => {
    for (const bytes of ["\x89PNG\r\n\x1a\n", "MZ\x90\0", "\x7fELF", "GIF89a", "<html>"])
      expect(await inspect(Buffer.from(bytes, "latin1"), "a.pdf")).toEqual({ reason: "unknown" });
  });
});
