// @vitest-environment jsdom
import { EditorView } from "@tiptap/pm/view";
import { expect, test } from "vitest";
import { series } from "#lib/document/blocks/series/block.ts";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { acceptAll, rejectAll } from "#lib/document/suggestions.ts";
import { Lookup } from "../lookup.ts";
import { Desk } from "../testing/desk.ts";
import { Suggester } from "../testing/suggester.ts";
import { insertRelated } from "../writing/block-commands.ts";
import { bindSeries } from "./series-steps.ts";
import { chooseCollectionEvent, SeriesView } from "./series-view.ts";

const [strike, one, two] = [1, 2, 3].map((number) => `0190a6c0-0000-7000-8000-00000000000${number}`) as [
  string,
  string,
  string,
];
const boxOf = (doc: Desk["state"]["doc"]) => {
  guardDocument(doc);
  const box = doc.children.find(({ type }) => type.name === "series");
  return [box?.attrs.collection, ...(box?.children ?? []).map((part) => part.attrs.story ?? part.textContent)];
};
const withBox = (stories: string[], collection: string | null = null) =>
  storyDocument({ body: [series("Six days", stories, collection), paragraph("After")] });
const idOf = (desk: Desk): string => desk.state.doc.child(2).attrs.id;
function bind(desk: Desk, collection: string | null): void {
  const tr = bindSeries(desk.state, idOf(desk), collection);
  if (tr) desk.dispatch(tr);
}

test("choosing a collection takes the place of the stories in a series box, and undo brings them back at once", () => {
  const desk = new Desk(withBox([one, two]));
  bind(desk, strike);
  expect(boxOf(desk.state.doc)).toEqual([strike, "Six days"]);
  desk.press("Mod-z");
  expect(boxOf(desk.state.doc)).toEqual([null, "Six days", one, two]);
});

test("a series box takes stories one by one again after its collection was removed", () => {
  const desk = new Desk(withBox([], strike));
  const choose = (story: string) => {
    desk.into("seriesTitle");
    const tr = insertRelated(desk.state, story);
    if (tr) desk.dispatch(tr);
  };
  choose(one);
  expect(boxOf(desk.state.doc)).toEqual([strike, "Six days"]);
  expect(desk.state.doc.child(3).attrs.story).toBe(one);
  bind(desk, null);
  choose(two);
  expect(boxOf(desk.state.doc)).toEqual([null, "Six days", two]);
});

test("a collection for a series box can be suggested, accepted and rejected", () => {
  const desk = new Suggester(withBox([one]), two);
  bind(desk, strike);
  expect(desk.refused).toBe(0);
  expect(boxOf(rejectAll(desk.state.doc))).toEqual([null, "Six days", one]);
  expect(boxOf(acceptAll(desk.state.doc))).toEqual([strike, "Six days"]);
});

test("a series box names its collection, asks for another one and lets go of it", () => {
  const desk = new Desk(withBox([one], strike));
  const names = { collections: [{ id: strike, name: "The strike" }] };
  const lookup = new Lookup({
    sections: [],
    topics: [],
    authors: [],
    stories: [],
    people: [],
    pictures: {},
    media: {},
    ...names,
  });
  const view = new EditorView(document.createElement("div"), {
    state: desk.state,
    nodeViews: { series: (node, inView, getPos) => new SeriesView(node, inView, getPos, lookup) },
  });
  const press = (name: string) =>
    [...view.dom.querySelectorAll("button")]
      .find(({ textContent, hidden }) => textContent === name && !hidden)
      ?.click();
  const bar = () => view.dom.querySelector("[data-bar]")?.textContent;
  expect(bar()).toContain("Series box: The strike");
  expect(bar()).toContain("do not get the stories that were added to this box");
  let asked: unknown = null;
  view.dom.addEventListener(chooseCollectionEvent, (event) => {
    asked = (event as CustomEvent).detail;
  });
  press("Choose another collection");
  expect(asked).toBe(idOf(desk));
  press("Choose stories one by one");
  expect(boxOf(view.state.doc)).toEqual([null, "Six days", one]);
  expect(bar()).toContain("Show a collection");
  view.destroy();
});
