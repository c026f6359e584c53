import type { Node } from "@tiptap/pm/model";
import { describe, expect, test } from "vitest";
import { bulletList, paragraph, storyDocument, subheading } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { FieldStep } from "#lib/document/steps.ts";
import { acceptAll, rejectAll } from "#lib/document/suggestions.ts";
import { Desk } from "../testing/desk.ts";
import { Suggester } from "../testing/suggester.ts";
import { toggleList, toggleSubheading } from "../writing/block-commands.ts";
import { toggle } from "../writing/marks.ts";
import { setMode, suggestingPlugin, suggestionAt } from "./mode.ts";

const rosa = "0190a6c0-0000-7000-8000-00000000000a";
const ben = "0190a6c0-0000-7000-8000-00000000000b";
const signs: Record<string, string> = { insertion: "+", deletion: "-", modification: "~" };
const of = (node: Node): string =>
  node.marks
    .map(({ type, attrs }) => (signs[type.name] === "~" ? `~${attrs.type}` : (signs[type.name] ?? "")))
    .join("");

/** The blocks of the body, one line each: "paragraph Hello {+ world}". Marks of a block come first. */
function look(doc: Node): string[] {
  const lines: string[] = [];
  doc.descendants((node, _pos, parent) => {
    if (!node.isTextblock) return true;
    if (["headline", "standfirst"].includes(node.type.name)) return false;
    const words = node.children.map((child) => {
      const text = child.text ?? "|";
      return of(child) ? `{${of(child)}${text}}` : text;
    });
    const around = parent && parent.type.name !== "doc" ? `${of(parent)}${parent.type.name} ` : "";
    lines.push(`${around}${of(node)}${node.type.name === "paragraph" ? "" : `${node.type.name} `}${words.join("")}`);
    return false;
  });
  return lines;
}
const texts = (doc: Node): string[] => {
  const lines: string[] = [];
  doc.descendants((node) => {
    if (node.isTextblock && !["headline", "standfirst"].includes(node.type.name)) lines.push(node.textContent);
    return !node.isTextblock;
  });
  return lines;
};

const start = (...body: NodeJson[]): Suggester => new Suggester(storyDocument({ headline: "Head", body }), rosa);
/** What holds for every suggestion: it is valid, and rejecting it restores the original. */
function holds(desk: Suggester, before: Node): void {
  guardDocument(desk.state.doc);
  expect(rejectAll(desk.state.doc).toJSON()).toEqual(rejectAll(before).toJSON());
}

describe("words", () => {
  test("marks typed text as one suggestion for any number of keys", () => {
    const desk = start(paragraph("The tram"));
    const before = desk.state.doc;
    desk.caretAt("tram", "before");
    desk.type("old ");
    expect(look(desk.state.doc)).toEqual(["The {+old }tram"]);
    expect(texts(acceptAll(desk.state.doc))).toEqual(["The old tram"]);
    holds(desk, before);
  });

  test("strikes deleted text out, and continues to its left with Backspace", () => {
    const desk = start(paragraph("The tram"));
    const before = desk.state.doc;
    desk.select(desk.find("tram"), desk.find("tram") + 4);
    desk.press("Backspace");
    expect(look(desk.state.doc)).toEqual(["The {-tram}"]);
    desk.dispatch(desk.state.tr.delete(desk.state.selection.from - 1, desk.state.selection.from));
    expect(look(desk.state.doc)).toEqual(["The{- tram}"]);
    holds(desk, before);
  });

  test("makes one suggestion of replaced words: the old words, then the new ones", () => {
    const desk = start(paragraph("The tram"));
    const before = desk.state.doc;
    desk.selectWords("tram");
    desk.type("ferry");
    expect(look(desk.state.doc)).toEqual(["The {-tram}{+ferry}"]);
    const ids = desk.state.doc.child(2).children.flatMap((node) => node.marks.map((mark) => mark.attrs.id));
    expect(new Set(ids).size).toBe(1);
    holds(desk, before);
  });

  test("removes one's own suggestion when it is deleted, and strikes out a colleague's", () => {
    const desk = start(paragraph("The tram"));
    desk.caretAt("tram", "before");
    desk.type("old ");
    const other = new Suggester(desk.state.doc, ben);
    other.selectWords("old ");
    other.press("Backspace");
    expect(look(other.state.doc)).toEqual(["The {+-old }tram"]);
    desk.selectWords("old ");
    desk.press("Backspace");
    expect(look(desk.state.doc)).toEqual(["The tram"]);
  });

  test("does not strike out words that are typed into struck-out text", () => {
    const desk = start(paragraph("The tram"));
    desk.selectWords("tram");
    desk.press("Backspace");
    desk.select(desk.find("am"));
    desk.type("x");
    expect(look(desk.state.doc)).toEqual(["The {-tr}{+x}{-am}"]);
  });

  test("accepts suggestions in the headline", () => {
    const desk = start(paragraph("The tram"));
    const before = desk.state.doc;
    desk.caretAt("Head", "after");
    desk.type("line");
    expect(desk.state.doc.firstChild?.textContent).toBe("Headline");
    expect(rejectAll(desk.state.doc).firstChild?.textContent).toBe("Head");
    holds(desk, before);
  });

  test("removes one's own suggestion by undo", () => {
    const desk = start(paragraph("The tram"));
    const before = desk.state.doc;
    desk.selectWords("tram");
    desk.type("ferry");
    while (desk.press("Mod-z"));
    expect(desk.state.doc.toJSON()).toEqual(before.toJSON());
  });
});

describe("form", () => {
  test("suggests bold, and removes the suggestion with it", () => {
    const desk = start(paragraph("The tram"));
    const before = desk.state.doc;
    desk.selectWords("tram");
    desk.run(toggle("bold"));
    expect(look(desk.state.doc)).toEqual(["The {~marktram}"]);
    holds(desk, before);
    desk.run(toggle("bold"));
    expect(desk.state.doc.toJSON()).toEqual(before.toJSON());
  });

  test("leaves no suggestion after a paragraph was turned into a subheading and back", () => {
    const desk = start(paragraph("The tram"), paragraph("goes"));
    const before = desk.state.doc;
    desk.caretAt("The tram", "after");
    desk.run(toggleSubheading(3));
    expect(look(desk.state.doc)).toEqual(["~nodeTypesubheading The tram", "goes"]);
    holds(desk, before);
    desk.run(toggleSubheading(3));
    expect(desk.state.doc.toJSON()).toEqual(before.toJSON());
  });

  test("leaves no suggestion after the level of a subheading was changed and changed back", () => {
    const desk = start(subheading("The tram", 3), paragraph("goes"));
    const before = desk.state.doc;
    desk.caretAt("The tram", "after");
    desk.run(toggleSubheading(2));
    expect(look(desk.state.doc)).toEqual(["~attrsubheading The tram", "goes"]);
    expect(rejectAll(desk.state.doc).child(2).attrs.level).toBe(3);
    holds(desk, before);
  });
});

describe("blocks", () => {
  test("can write in a suggested split and join it again", () => {
    const desk = start(paragraph("Hello world"));
    const before = desk.state.doc;
    desk.caretAt("Hello", "after");
    desk.press("Enter");
    expect(look(desk.state.doc)).toEqual(["Hello", "~split world"]);
    expect(texts(acceptAll(desk.state.doc))).toEqual(["Hello", " world"]);
    holds(desk, before);
    desk.type("big");
    expect(look(desk.state.doc)).toEqual(["Hello", "~split{+big} world"]);
    holds(desk, before);
    desk.select(desk.find("big"));
    desk.press("Backspace");
    expect(look(desk.state.doc)).toEqual(["Hello{+big} world"]);
    holds(desk, before);
  });

  test("makes one suggestion of a new paragraph and its text", () => {
    const desk = start(paragraph("Hello"), paragraph("world"));
    const before = desk.state.doc;
    desk.caretAt("Hello", "after");
    desk.press("Enter");
    desk.type("there");
    expect(look(desk.state.doc)).toEqual(["Hello", "+{+there}", "world"]);
    expect(texts(acceptAll(desk.state.doc))).toEqual(["Hello", "there", "world"]);
    holds(desk, before);
  });

  test("suggests joining two paragraphs on Backspace and Delete", () => {
    for (const key of ["Backspace", "Delete"]) {
      const desk = start(paragraph("Hello"), paragraph("world"));
      const before = desk.state.doc;
      if (key === "Backspace") desk.caretAt("world", "before");
      else desk.caretAt("Hello", "after");
      desk.press(key);
      expect(look(desk.state.doc)).toEqual(["Hello", "~joinworld"]);
      expect(texts(acceptAll(desk.state.doc))).toEqual(["Helloworld"]);
      holds(desk, before);
    }
  });

  test("suggests replacing a selection over several paragraphs", () => {
    const desk = start(paragraph("one two"), paragraph("gone"), paragraph("three four"));
    const before = desk.state.doc;
    desk.select(desk.find("two"), desk.find("four"));
    desk.type("x");
    expect(texts(acceptAll(desk.state.doc))).toEqual(["one xfour"]);
    holds(desk, before);
  });

  test("suggests splitting and joining list items", () => {
    const desk = start(bulletList(["one two"]));
    const before = desk.state.doc;
    desk.caretAt("one", "after");
    desk.press("Enter");
    expect(look(desk.state.doc)).toEqual(["listItem one", "~splitlistItem  two"]);
    expect(texts(acceptAll(desk.state.doc))).toEqual(["one", " two"]);
    holds(desk, before);
  });

  test("suggests a change for the whole block if it cannot be marked inside", () => {
    const desk = start(paragraph("one"), paragraph("two"));
    const before = desk.state.doc;
    desk.caretAt("one", "after");
    desk.run(toggleList("bulletList"));
    expect(look(desk.state.doc)).toEqual(["-one", "listItem {+one}", "two"]);
    expect(desk.where).toBe("paragraph");
    desk.type("s");
    expect(texts(acceptAll(desk.state.doc))).toEqual(["ones", "two"]);
    holds(desk, before);
  });
});

describe("an input method", () => {
  test("turns the text of an input method into a suggestion when the composition ends", () => {
    const desk = start(paragraph("The tram goes"));
    const before = desk.state.doc;
    const at = desk.find("tram");
    desk.select(at + 4);
    desk.composing = true;
    for (const [text, size] of [
      ["f", 4],
      ["fe", 1],
      ["ferry", 2],
    ] as const)
      desk.dispatch(desk.state.tr.insertText(text, at, at + size));
    expect(look(desk.state.doc)).toEqual(["The ferry goes"]);
    expect(desk.proposing.isReady(desk.view, before, false)).toBe(false);
    desk.composing = false;
    desk.proposing.settle(desk.view);
    expect(look(desk.state.doc)).toEqual(["The {-tram}{+ferry} goes"]);
    expect(desk.state.selection.head).toBe(at + 9);
    expect(desk.proposing.isReady(desk.view, before, false)).toBe(true);
    holds(desk, before);
    desk.press("Mod-z");
    expect(desk.state.doc.toJSON()).toEqual(before.toJSON());
  });
});

test("finds the suggestion at a caret in suggested text or in a suggested block", () => {
  const desk = start(paragraph("Hello"), paragraph("world"));
  desk.caretAt("Hello", "after");
  desk.press("Enter");
  const { head } = desk.state.selection;
  expect(suggestionAt(desk.state, head)).not.toBeNull();
  desk.type("x");
  expect(suggestionAt(desk.state, head)).toBe(suggestionAt(desk.state, head + 1));
  expect(suggestionAt(desk.state, desk.find("world") + 1)).toBeNull();
});

test("does not suggest changes of fields", () => {
  const desk = start(paragraph("The tram"));
  desk.dispatch(desk.state.tr.step(new FieldStep(null, "slug", "", "tram")));
  expect(desk.refused).toBe(1);
  expect(desk.state.doc.attrs.slug).toBe("");
});

test("does not undo text from before its author lost the right to edit", () => {
  const writes = new Desk(storyDocument({ headline: "Head", body: [paragraph("The tram")] }), 0, [
    suggestingPlugin({ on: false, only: false }, () => {}),
  ]);
  writes.caretAt("tram", "after");
  writes.type("s");
  const desk = start(paragraph("x"));
  desk.state = writes.state.apply(setMode(writes.state, { on: true, only: true }));
  desk.press("Mod-z");
  expect(desk.refused).toBe(1);
  expect(texts(desk.state.doc)).toEqual(["The trams"]);
});
