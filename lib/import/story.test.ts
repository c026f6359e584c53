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
