import { Selection } from "@tiptap/pm/state";
import { describe, expect, test } from "vitest";
import { codeBlock } from "#lib/document/blocks/code/block.ts";
import { noteToEditors } from "#lib/document/blocks/note-to-editors/block.ts";
import { bulletList, code, link, paragraph, storyDocument } from "#lib/document/build.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { acceptAll, rejectAll } from "#lib/document/suggestions.ts";
import { newId } from "#lib/ids.ts";
import { Desk } from "../testing/desk.ts";
import { Suggester } from "../testing/suggester.ts";
import { dismissLinks, linkTrigger, linkTriggerOf } from "./link-trigger.ts";
import { linkAt, replaceByLink } from "./marks.ts";

const plugin = () => linkTrigger(() => false);
const open = (...body: NodeJson[]): Desk => {
  const desk = new Desk(storyDocument({ headline: "Head", body }), 0, [plugin()]);
  desk.dispatch(desk.state.tr.setSelection(Selection.atEnd(desk.state.doc)));
  return desk;
};
const queryOf = (desk: Desk): string | undefined => linkTriggerOf(desk.state)?.query;
const wordsOf = ({ state: { doc } }: Desk): string => doc.child(2).textContent;

describe("typing @", () => {
  test.each<[string, string, string]>([
    ["at the start of a paragraph", "@ferry", "ferry"],
    ["after a space", "The @Müll", "Müll"],
    ["after a bracket", "(@ferry", "ferry"],
    ["after an opening quotation mark", "“@ferry", "ferry"],
    ["after a dash", "today—@ferry", "ferry"],
    ["followed by several words", "See @old ferry to L", "old ferry to L"],
    ["followed by an abbreviation", "@St. Mary’s", "St. Mary’s"],
  ])("opens the list %s", (_name, text, query) => {
    const desk = open(paragraph());
    desk.type(text);
    expect(queryOf(desk)).toBe(query);
  });

  test.each<[string, string]>([
    ["in an e-mail address", "anna@example"],
    ["before a letter follows", "See @"],
    ["before a digit", "5 @ 3"],
    ["after a slash", "mastodon.social/@anna"],
    ["once a sentence goes on with a comma", "@ferry, today"],
    ["once two spaces follow", "@ferry  t"],
    ["for a handle with a server", "@anna@example"],
  ])("does not open the list %s", (_name, text) => {
    const desk = open(paragraph());
    desk.type(text);
    expect(queryOf(desk)).toBeUndefined();
  });

  test("does not open the list in code, in notes to editors, in the headline or within a link", () => {
    for (const block of [
      codeBlock("x "),
      noteToEditors("Ask "),
      paragraph(code("x ")),
      paragraph(link("See @f", "https://example.org")),
    ]) {
      const desk = open(block);
      if (block.type === "paragraph") desk.select(desk.state.doc.content.size - 2);
      desk.type("@ferry");
      expect(queryOf(desk)).toBeUndefined();
    }
    const desk = open(paragraph());
    desk.into("headline");
    desk.type(" @ferry");
    expect(queryOf(desk)).toBeUndefined();
  });

  test("opens the list in an item of a list", () => {
    const desk = open(bulletList(["One "]));
    desk.caretAt("One ", "after");
    desk.type("@fer");
    expect(queryOf(desk)).toBe("fer");
  });

  test("leaves the words as they are when the list is closed, and opens it at the next sign only", () => {
    const desk = open(paragraph());
    desk.type("See @fer");
    desk.dispatch(dismissLinks(desk.state));
    desk.type("ry");
    expect(queryOf(desk)).toBeUndefined();
    expect(wordsOf(desk)).toBe("See @ferry");
    desk.type(", @to");
    expect(queryOf(desk)).toBe("to");
  });

  test("does not open the list when the caret moves behind an old sign", () => {
    const desk = open(paragraph("See @ferry"), paragraph("End"));
    desk.caretAt("@ferry", "after");
    expect(queryOf(desk)).toBeUndefined();
  });
});

describe("a page chosen from the list", () => {
  const id = newId();
  function choose(desk: Desk): void {
    const trigger = linkTriggerOf(desk.state);
    if (!trigger) throw new Error("The list is closed");
    desk.dispatch(replaceByLink(desk.state, trigger, "/city/ferry", "Ferry runs again", id));
  }

  test("replaces sign and words by its name with a link that follows the story, and typing goes on behind it", () => {
    const desk = open(paragraph());
    desk.type("See @fer");
    choose(desk);
    expect(queryOf(desk)).toBeUndefined();
    desk.type(" today");
    expect(wordsOf(desk)).toBe("See Ferry runs again today");
    desk.caretAt("runs", "after");
    expect(linkAt(desk.state)).toMatchObject({ href: "/city/ferry", story: id });
    desk.caretAt("today", "after");
    expect(linkAt(desk.state)).toBeNull();
  });

  test("is taken back by one undo, which does not open the list again", () => {
    const desk = open(paragraph());
    desk.type("See @fer");
    choose(desk);
    desk.press("Mod-z");
    expect(wordsOf(desk)).toBe("See @fer");
    expect(queryOf(desk)).toBeUndefined();
  });

  test("is a suggestion while one suggests", () => {
    const desk = new Suggester(
      storyDocument({ headline: "Head", body: [paragraph("See .")] }),
      "0190a6c0-0000-7000-8000-00000000000a",
      [plugin()],
    );
    desk.caretAt("See ", "after");
    desk.type("@fer");
    choose(desk);
    expect(acceptAll(desk.state.doc).child(2).textContent).toBe("See Ferry runs again.");
    expect(rejectAll(desk.state.doc).child(2).textContent).toBe("See .");
    expect(acceptAll(desk.state.doc).child(2).child(1).marks[0]?.attrs).toMatchObject({
      href: "/city/ferry",
      story: id,
    });
  });
});
