import { describe, expect, test } from "vitest";
import { bold, link, paragraph, storyDocument } from "#lib/document/build.ts";
import { undo } from "../saving/history.ts";
import { Desk } from "../testing/desk.ts";
import { Suggester } from "../testing/suggester.ts";
import { linkAt, setLink } from "./marks.ts";
import { bindLinks, ownPath, type UnboundLink, unboundAfter } from "./own-links.ts";

const origin = "https://paper.example";
const pier = "0190a6c0-0000-7000-8000-000000000001";
const quay = "0190a6c0-0000-7000-8000-000000000002";
const at = (href: string): string | null => (href.endsWith("/city/pier") ? pier : null);

/** A desk with the links that wait to be bound. */
function watch<Watched extends Desk>(desk: Watched): { desk: Watched; waiting: () => readonly UnboundLink[] } {
  let waiting: readonly UnboundLink[] = [];
  desk.onTransaction = (tr) => {
    waiting = unboundAfter(waiting, tr, desk.state, origin);
  };
  return { desk, waiting: () => waiting };
}
const open = (...body: Parameters<typeof paragraph>) =>
  watch(new Desk(storyDocument({ headline: "Ferry", body: [paragraph(...body)] })));
const linkWords = (desk: Desk, words: string, href: string): void => {
  desk.selectWords(words);
  desk.dispatch(setLink(desk.state, desk.state.selection, href));
};
const bind = ({ desk, waiting }: ReturnType<typeof open>): void => {
  const tr = bindLinks(desk.state, waiting(), at);
  if (tr) desk.dispatch(tr);
};
const storyAt = (desk: Desk, words: string): string | null | undefined => {
  desk.caretAt(words, "after");
  return linkAt(desk.state)?.story;
};

test("takes paths and addresses with the paper's origin for its own", () => {
  expect(ownPath("/city/pier?a=1#note", origin)).toBe("/city/pier?a=1#note");
  expect(ownPath("https://paper.example/city/pier#note", origin)).toBe("/city/pier#note");
});

test("takes no other address for the paper's own", () => {
  const others = ["https://paper.example.org/a", "http://paper.example/a", "mailto:a@paper.example", "#note", "tel:1"];
  expect(others.map((href) => ownPath(href, origin))).toEqual(others.map(() => null));
});

describe("binding", () => {
  test("binds a new link to the story at its address, and keeps the address", () => {
    const one = open("See the pier.");
    linkWords(one.desk, "the pier", "https://paper.example/city/pier");
    bind(one);
    one.desk.caretAt("the pier", "after");
    expect(linkAt(one.desk.state)).toMatchObject({ href: "https://paper.example/city/pier", story: pier });
  });
  test("binds a link of several formats as a whole", () => {
    const one = open(["See the ", ...bold("pier"), " today"]);
    linkWords(one.desk, "the pier", "/city/pier");
    bind(one);
    one.desk.caretAt("the pier", "after");
    expect(linkAt(one.desk.state)).toMatchObject({ story: pier, to: (one.desk.find("the pier") ?? 0) + 8 });
  });
  test("binds a link that has moved while its address was looked up", () => {
    const one = open("See the pier.");
    linkWords(one.desk, "the pier", "/city/pier");
    one.desk.caretAt("See", "before");
    one.desk.type("Now: ");
    bind(one);
    expect(storyAt(one.desk, "the pier")).toBe(pier);
  });
  test("leaves a link as it is when it was deleted or changed meanwhile", () => {
    const one = open("See the pier.");
    linkWords(one.desk, "the pier", "/city/pier");
    linkWords(one.desk, "the pier", "/city/other");
    bind(one);
    expect(storyAt(one.desk, "the pier")).toBeNull();
    one.desk.selectWords("the pier");
    one.desk.dispatch(one.desk.state.tr.deleteSelection());
    expect(one.waiting()).toEqual([]);
  });
  test("leaves other sites and unknown addresses of the paper alone", () => {
    const one = open("See the pier and the quay.");
    linkWords(one.desk, "the pier", "https://example.org/city/pier");
    linkWords(one.desk, "the quay", "/city/quay");
    expect(one.waiting().map(({ href }) => href)).toEqual(["/city/quay"]);
    expect(bindLinks(one.desk.state, one.waiting(), at)).toBeNull();
  });
  test("never touches links that were in the story before", () => {
    const one = open(["Old ", ...link("pier", "/city/pier"), " and new"]);
    one.desk.caretAt("new", "after");
    one.desk.type(" words");
    expect(one.waiting()).toEqual([]);
  });
  test("finds links in what is pasted", () => {
    const one = open("Here: ");
    one.desk.caretAt("Here: ", "after");
    const { link: type } = one.desk.state.schema.marks;
    const words = one.desk.state.schema.text("the pier", type ? [type.create({ href: "/city/pier" })] : []);
    one.desk.dispatch(one.desk.state.tr.replaceSelectionWith(words, false).setMeta("paste", true));
    bind(one);
    expect(storyAt(one.desk, "the pier")).toBe(pier);
  });
  test("is undone together with the link", () => {
    const one = open("See the pier.");
    const before = one.desk.state.doc;
    linkWords(one.desk, "the pier", "/city/pier");
    bind(one);
    one.desk.run(undo);
    expect(one.desk.state.doc.eq(before)).toBe(true);
  });
  test("binds nothing when the link was undone before its address was found", () => {
    const one = open("See the pier.");
    linkWords(one.desk, "the pier", "/city/pier");
    one.desk.run(undo);
    expect(bindLinks(one.desk.state, one.waiting(), at)).toBeNull();
  });
  test("makes no suggestion of its own while the person suggests", () => {
    const one = watch(
      new Suggester(
        storyDocument({ headline: "Ferry", body: [paragraph("See the pier.")] }),
        "0190a6c0-0000-7000-8000-00000000000a",
      ),
    );
    linkWords(one.desk, "the pier", "/city/pier");
    expect(one.waiting()).toEqual([]);
  });
});

test("tells two neighbouring links to different stories at one address apart", () => {
  const { desk } = open("ab");
  desk.selectWords("a");
  desk.dispatch(setLink(desk.state, desk.state.selection, "/x", undefined, pier));
  desk.selectWords("b");
  desk.dispatch(setLink(desk.state, desk.state.selection, "/x", undefined, quay));
  desk.caretAt("ab", "after");
  expect(linkAt(desk.state)).toMatchObject({ story: quay });
});
