import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { gallery } from "#lib/document/blocks/gallery/block.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { timesOf } from "#lib/times.ts";
import { saidIn } from "./block-context.ts";
import { Blocks } from "./blocks.tsx";

const ids = [1, 2, 3].map((n) => `01a20c44-1b8d-7627-9e7c-679aa74f6ef${n}`);
const facts = {
  key: "",
  width: 2000,
  height: 1000,
  color: "",
  renditions: (["jpeg", "webp"] as const).flatMap((format) =>
    [480, 1600].map((width) => ({ format, width, height: width / 2, bytes: 1 })),
  ),
};
const show = (node: NodeJson, { published = ids, language = "en-GB" } = {}) => {
  const context = {
    pictures: Object.fromEntries(published.map((id) => [id, facts])),
    media: {},
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
const pictures = [
  { picture: ids[0] as string, alt: "A ferry", caption: "The ferry leaves", credit: "Ada Roe" },
  { picture: ids[1] as string, decorative: true },
  { picture: ids[2] as string, alt: "The crew" },
];
const hrefs = (html: string) => [...html.matchAll(/href="#([^"]*)"/g)].map((match) => match[1]);

describe("a gallery on a page", () => {
  test("links each picture to itself, its neighbours and the gallery", () => {
    const node = gallery({ pictures });
    const html = show(node);
    const [a, b, c] = (node.content ?? []).map(({ attrs }) => `p-${attrs?.id}`);
    const whole = `g-${node.attrs?.id}`;
    expect(hrefs(html)).toEqual([a, b, whole, b, a, c, whole, c, b, whole]);
    for (const id of new Set(hrefs(html))) expect(html).toContain(` id="${id}"`);
    expect(html).toContain('role="group" aria-label="Gallery"');
  });

  test("shows caption and credit once, and loads the large picture only when it is shown", () => {
    const html = show(gallery({ pictures }));
    expect(html.split("The ferry leaves")).toHaveLength(2);
    expect(html).toContain(
      `<img src="/pictures/${ids[0]}/1600.webp" width="1600" height="800" alt="A ferry" loading="lazy"`,
    );
  });

  test("names the link of a picture without alt text by its place, in the language of the story", () => {
    expect(show(gallery({ pictures }))).toContain('aria-label="Picture 2 / 3"');
    expect(show(gallery({ pictures }), { language: "ar" })).toContain('aria-label="صورة 2 / 3"');
    expect(show(gallery({ pictures }), { language: "fi" })).toContain('<p class="ways" lang="en" dir="ltr">');
  });

  test("leaves out pictures that readers may not see, and itself without any", () => {
    const html = show(gallery({ pictures }), { published: [ids[2] as string] });
    expect(html).not.toContain(ids[0]);
    expect(html).toContain('alt="The crew"');
    expect(html).not.toContain("rel=");
    expect(show(gallery({ pictures }), { published: [] })).toBe("");
  });

  test("leaves out pictures that are only suggested", () => {
    const node = gallery({ pictures });
    const [first, ...rest] = node.content ?? [];
    const html = show({ ...node, content: [{ ...(first as NodeJson), marks: [{ type: "insertion" }] }, ...rest] });
    expect(html).not.toContain("The ferry leaves");
  });

  test("keeps hostile attributes out of its elements", () => {
    const html = show({ ...gallery({ pictures }), attrs: { id: '"><script>', layout: "x onload=1" } });
    expect(html).not.toContain("<script>");
    expect(html).toContain('class="gallery"');
  });
});
