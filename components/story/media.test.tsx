import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { audio } from "#lib/document/blocks/audio/block.ts";
import { file } from "#lib/document/blocks/file/block.ts";
import { video } from "#lib/document/blocks/video/block.ts";
import type { NodeJson } from "#lib/document/json.ts";
import type { MediaFacts } from "#lib/media/types.ts";
import { timesOf } from "#lib/times.ts";
import { saidIn } from "./block-context.ts";
import { Blocks } from "./blocks.tsx";

const [film, sound, sheet, picture] = [1, 2, 3, 4].map((n) => `01a20c44-1b8d-7627-9e7c-679aa74f6ef${n}`) as [
  string,
  string,
  string,
  string,
];
const facts: MediaFacts = {
  key: "",
  kind: "VIDEO",
  format: "mp4",
  bytes: 12_400_000,
  fileName: "Ferry.mp4",
  durationSeconds: 65,
  width: 640,
  height: 360,
  captions: "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Ahoy",
  captionsLanguage: "de",
  transcript: "",
};
const media: Record<string, MediaFacts> = {
  [film]: facts,
  [sound]: { ...facts, kind: "AUDIO", format: "mp3", captions: "", transcript: "One.\n\nTwo <b>." },
  [sheet]: { ...facts, kind: "DOCUMENT", format: "xlsx", fileName: "Riders & fares.xlsx", bytes: 82_000 },
};
const show = (node: NodeJson, { published = media, language = "en-GB" } = {}) => {
  const renditions = [{ format: "jpeg" as const, width: 960, height: 540, bytes: 1 }];
  const context = {
    pictures: { [picture]: { key: "", width: 960, height: 540, color: "", renditions } },
    media: published,
    cards: {},
    times: timesOf("UTC", "en-GB"),
    language,
    said: saidIn(language),
    bodyText: "",
    place: "",
    opening: undefined,
    deeper: new Set<NodeJson>(),
  };
  return renderToStaticMarkup(<Blocks nodes={[node]} context={context} />);
};

describe("videos, sounds and files on a page", () => {
  test("a video loads nothing but its poster before it is played, and offers captions", () => {
    const html = show(video({ media: film, poster: picture, caption: 'The "ferry" leaves', credit: "Ada Roe" }));
    expect(html).toContain(
      `<video controls="" preload="none" playsInline="" src="/media/${film}/video.mp4" width="640" height="360" poster="/pictures/${picture}/960.jpg" aria-label="The &quot;ferry&quot; leaves">`,
    );
    expect(html).toContain(`<track kind="captions" src="/media/${film}/captions.vtt" srcLang="de" label="Deutsch"/>`);
    expect(html).toContain('<span class="credit">Ada Roe</span>');
  });

  test("the text of captions is the transcript, in their language, unless one was written", () => {
    expect(show(video({ media: film }))).toContain(
      '<details class="transcript"><summary>Transcript</summary><p lang="de" dir="ltr">Ada: Ahoy</p></details>',
    );
    expect(show(video({ media: film }), { language: "de" })).toContain("<summary>Wortlaut</summary><p>Ada: Ahoy</p>");
    const html = show(audio({ media: sound }));
    expect(html).toContain(">One.</p>");
    expect(html).toContain(">Two &lt;b&gt;.</p>");
    expect(html).toContain(`<audio controls="" preload="none" src="/media/${sound}/audio.mp3"></audio>`);
  });

  test("a document is a link with its type and size", () => {
    expect(show(file({ media: sheet, title: "Riders of a year" }))).toBe(
      `<p class="file"><a href="/media/${sheet}/Riders%20fares.xlsx" type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet">Riders of a year</a> <small>XLSX, 82 kB</small></p>`,
    );
    expect(show(file({ media: sheet }))).toContain(">Riders fares.xlsx</a>");
    expect(show(file({ media: sheet }), { language: "de" })).toContain("XLSX, 82 kB");
  });

  test("shows nothing for a file that is not published or of another kind", () => {
    for (const node of [video({ media: sheet }), audio({ media: film }), file({ media: film }), video({ media: null })])
      expect(show(node)).toBe("");
    for (const node of [video({ media: film, caption: "x" }), audio({ media: sound }), file({ media: sheet })])
      expect(show(node, { published: {} })).toBe("");
    expect(show({ type: "video", attrs: { media: "__proto__" } })).toBe("");
  });
});
