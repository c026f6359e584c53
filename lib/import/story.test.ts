import { expect, test } from "vitest";
import type { NodeJson } from "#lib/document/json.ts";
import { itemOf } from "./item.ts";
import { convertStory } from "./story.ts";

const picture = { id: "0191e0a0-0000-7000-8000-000000000001", alt: "", caption: "", credit: "" };

async function figuresOf(html: string): Promise<unknown[]> {
  const item = itemOf({
    file: "a.xml",
    key: "a",
    headline: "Ferry returns",
    picture: { src: "a.jpg", alt: "A ferry", caption: "The ferry", credit: "" },
    body: { format: "html", text: html, line: 1 },
  });
  const story = await convertStory(item, {
    takePicture: async () => picture,
    resolve: () => null,
    href: (given) => given,
    fields: { section: null, topics: [], authors: [] },
    warn: () => {},
  });
  const found: unknown[] = [];
  story.descendants((node) => {
    if (node.type.name === "figure") found.push((node.toJSON() as NodeJson).content?.[0]?.content?.[0]?.text ?? "");
  });
  return found;
}
const figure = (caption: string) => `<figure><img src="a.jpg"><figcaption>${caption}</figcaption></figure>`;

test("leaves out a picture of the text that repeats the main picture", async () => {
  expect(await figuresOf(`<p>One</p>${figure("The ferry")}<img src="a.jpg">`)).toEqual([]);
});

test("keeps the main picture in the text where it has a caption of its own", async () => {
  expect(await figuresOf(`<p>One</p>${figure("The crew on deck")}`)).toEqual(["The crew on deck"]);
});

test("shows videos and sounds of the archive with their captions, and files where a text links to them", async () => {
  const html = `<figure><video src="/m/a.mp4"></video><figcaption>At <b>noon</b></figcaption></figure>
    <iframe src="/m/b.mp3" title="The horn"></iframe><iframe src="/m/c.mp3" title="c.mp3"></iframe>
    <p>See <a href="/m/d.pdf">the fares</a> and <a href="/m/d.pdf">again</a>.</p><p><a href="/m/e.pdf">Rules</a></p>`;
  const item = itemOf({ file: "a.xml", key: "a", headline: "Ferry", body: { format: "html", text: html, line: 1 } });
  const story = await convertStory(item, {
    takePicture: async () => null,
    takeMedia: async (src) => {
      const kind = src.endsWith("mp4") ? "VIDEO" : src.endsWith("mp3") ? "AUDIO" : "DOCUMENT";
      const id = `0191e0a0-0000-7000-8000-00000000000${src.at(3)}`;
      return { id, kind, href: `/media/${id}/${src.slice(3)}` };
    },
    resolve: () => null,
    href: (given) => given,
    fields: { section: null, topics: [], authors: [] },
    warn: () => {},
  });
  const blocks = story.children
    .slice(2)
    .map(({ type, attrs, textContent }) => [type.name, attrs.media?.at(-1), textContent]);
  expect(blocks).toEqual([
    ["video", "a", "At noon"],
    ["audio", "b", "The horn"],
    ["audio", "c", ""],
    ["paragraph", undefined, "See the fares and again."],
    ["file", "d", "the fares"],
    ["file", "e", "Rules"],
  ]);
});
