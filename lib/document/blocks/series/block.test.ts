import { expect, test } from "vitest";
import { bodyStories } from "../../../published/data.ts";
import { storyDocument, toJson } from "../../build.ts";
import { toFeedHtml } from "../../feed.ts";
import { projectLive } from "../../project-live.ts";
import { series } from "./block.ts";

const [here, gone] = [1, 2].map((number) => `0190a6c0-0000-7000-8000-00000000000${number}`) as [string, string];
const doc = storyDocument({ body: [series("The strike", [here, gone])] });

test("feeds list the parts that readers can get under the title", () => {
  const storyLink = (id: string) => (id === here ? { url: "/city/strike", headline: "Day <one>" } : null);
  expect(toFeedHtml(doc, { pictureUrl: () => null, storyLink, base: "https://paper.example/a" })).toBe(
    '<p><strong>The strike</strong></p><ul><li><a href="https://paper.example/city/strike">Day &lt;one&gt;</a></li></ul>',
  );
});

test("a page depends on the stories of its series", () => {
  expect(bodyStories(toJson(doc))).toEqual([here, gone]);
  expect(JSON.stringify(projectLive(doc))).toContain(gone);
});
