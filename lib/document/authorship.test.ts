import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import { Transform } from "@tiptap/pm/transform";
import { describe, expect, test } from "vitest";
import { Authorship, piecesOf, type WritingKind } from "./authorship.ts";
import { paragraph, storyDocument } from "./build.ts";
import { blocksOf, documentFromBlocks } from "./canonical.ts";
import { stepsTo } from "./restore.ts";
import { documentSchema } from "./schema.ts";

const noon = Date.parse("2026-03-03T12:00:20Z");
const story = (...texts: string[]): Node =>
  storyDocument({ headline: "Ferry", body: texts.map((text) => paragraph(text)) });

/** A story and those who write in it, a minute after each other. */
class Desk {
  readonly authorship: Authorship;
  #minutes = 0;

  constructor(doc: Node) {
    this.authorship = Authorship.of(doc, "imp", new Date(noon), "IMPORTED");
  }
  get doc(): Node {
    return this.authorship.doc;
  }
  find(words: string): number {
    let found = -1;
    this.doc.descendants((node, pos) => {
      const at = node.isTextblock ? node.textContent.indexOf(words) : -1;
      if (at >= 0 && found < 0) found = pos + 1 + at;
    });
    if (found < 0) throw new Error(`“${words}” is not in the story`);
    return found;
  }
  does(personId: string, work: (tr: Transform) => void, kind: WritingKind = "TYPED"): Transform {
    const tr = new Transform(this.doc);
    work(tr);
    const at = new Date(noon + ++this.#minutes * 60_000);
    for (const step of tr.steps) this.authorship.follow(step, { personId, at, kind });
    return tr;
  }
  types(personId: string, behind: string, words: string): void {
    const at = this.find(behind) + behind.length;
    this.does(personId, (tr) => {
      for (let i = 0; i < words.length; i++) tr.insert(at + i, documentSchema.text(words[i] ?? ""));
    });
  }
  takesOut(personId: string, words: string): Transform {
    const at = this.find(words);
    return this.does(personId, (tr) => tr.delete(at, at + words.length));
  }
  undoes(personId: string, done: Transform): void {
    this.does(
      personId,
      (tr) => {
        for (let i = done.steps.length - 1; i >= 0; i--) tr.step(done.steps[i]!.invert(done.docs[i]!));
      },
      "RESTORED",
    );
  }
  /** "[imp]The [anna]night [imp]ferry" of all the text after the headline. */
  get description(): string {
    return this.authorship
      .between(0, this.doc.content.size)
      .map(({ from, to, writer }) => `[${writer?.personId ?? "?"}]${this.doc.textBetween(from, to)}`)
      .slice(1)
      .join("");
  }
  kinds(words: string): string[] {
    const at = this.find(words);
    return this.authorship.between(at, at + words.length).map(({ writer }) => writer?.kind ?? "?");
  }
}

describe("several people in one text", () => {
  test("each person stays the author of what they typed, even inside a colleague's text, to the minute", () => {
    const desk = new Desk(story("The ferry sails."));
    desk.types("anna", "The ", "old night ");
    desk.types("ben", "old ", "grey ");
    expect(desk.description).toBe("[imp]The [anna]old [ben]grey [anna]night [imp]ferry sails.");
    const at = desk.find("grey");
    expect(desk.authorship.between(at, at + 2)).toEqual([
      { from: at, to: at + 2, writer: { personId: "ben", at: "2026-03-03T12:02:00.000Z", kind: "TYPED" } },
    ]);
  });

  test("splitting, joining, quoting or formatting a block keeps its authors", () => {
    const desk = new Desk(story("One. Two."));
    desk.types("anna", "One.", " New.");
    desk.does("ben", (tr) => tr.split(desk.find(" Two.")));
    desk.does("ben", (tr) => tr.addMark(desk.find("New."), desk.find("New.") + 4, documentSchema.mark("bold")));
    const { blockquote } = documentSchema.nodes;
    desk.does("ben", (tr) => {
      const range = tr.doc.resolve(desk.find("One.")).blockRange();
      if (range && blockquote) tr.wrap(range, [{ type: blockquote }]);
    });
    expect(desk.description).toBe("[imp]One.[anna] New.[imp] Two.");
  });

  test("a person who overwrites a word becomes the author of only the new letters", () => {
    const desk = new Desk(story("It takes 41 minutes."));
    const at = desk.find("41");
    desk.does("anna", (tr) => tr.replaceWith(at, at + 2, documentSchema.text("38")));
    expect(desk.description).toBe("[imp]It takes [anna]38[imp] minutes.");
  });
});

describe("text that was not typed", () => {
  test("pasted words are distinguished from typed ones", () => {
    const desk = new Desk(story("Start."));
    const slice = new Slice(Fragment.from(documentSchema.text(" From elsewhere.")), 0, 0);
    desk.does("anna", (tr) => tr.replace(desk.find("Start.") + 6, desk.find("Start.") + 6, slice), "PASTED");
    expect(desk.description).toBe("[imp]Start.[anna] From elsewhere.");
    expect(desk.kinds("elsewhere")).toEqual(["PASTED"]);
    expect(desk.kinds("Start")).toEqual(["IMPORTED"]);
  });

  test("an accepted suggestion stays the text of the person who made it", () => {
    const desk = new Desk(story("Start."));
    const person = "0199aaaa-0000-7000-8000-000000000001";
    const insertion = documentSchema.mark("insertion", { id: "s1", person });
    const at = desk.find("Start.") + 6;
    desk.does(person, (tr) => tr.insert(at, documentSchema.text(" And more.", [insertion])));
    desk.does("editor", (tr) => tr.removeMark(at, at + 10, insertion));
    expect(desk.description).toBe(`[imp]Start.[${person}] And more.`);
    expect(desk.kinds("more")).toEqual(["SUGGESTED"]);
  });
});

describe("text that returns", () => {
  test("text that returns by undo belongs to its author, not to the person who undid", () => {
    const desk = new Desk(story("The ferry sails."));
    desk.types("anna", "The ", "old night ");
    const done = desk.takesOut("ben", "night ferry");
    expect(desk.description).toBe("[imp]The [anna]old [imp] sails.");
    desk.undoes("ben", done);
    expect(desk.description).toBe("[imp]The [anna]old night [imp]ferry sails.");
  });

  test("text that returns letter by letter through undo keeps its author", () => {
    const desk = new Desk(story("ab😀cdef."));
    const at = desk.find("cdef");
    const back = desk.does("ben", (tr) => [3, 2, 1, 0].forEach((i) => void tr.delete(at + i, at + i + 1)));
    desk.undoes("ben", back);
    expect(desk.description).toBe("[imp]ab😀cdef.");
    const forth = desk.does("ben", (tr) => [0, 1, 2, 3].forEach(() => void tr.delete(at, at + 1)));
    desk.undoes("ben", forth);
    expect(desk.description).toBe("[imp]ab😀cdef.");
  });

  test("a letter that is typed where the same letter was deleted is new text", () => {
    const desk = new Desk(story("The ferry sails."));
    desk.takesOut("anna", "ferry ");
    desk.types("anna", "The ", "fr");
    expect(desk.description).toBe("[imp]The [anna]fr[imp]sails.");
  });

  test("a paragraph that is cut and pasted elsewhere keeps its author", () => {
    const desk = new Desk(story("The ferry sails at nine.", "Second.", "Third."));
    const node = desk.doc.child(2);
    const pos = desk.find("The ferry") - 1;
    desk.does("anna", (tr) => tr.delete(pos, pos + node.nodeSize));
    desk.does("anna", (tr) => tr.insert(tr.doc.content.size, node), "PASTED");
    expect(desk.description).toBe("[imp]Second.[imp]Third.[imp]The ferry sails at nine.");
  });

  test("restored text is marked as restored when its author is no longer known", () => {
    const before = story("The ferry sails.", "It is old.");
    const desk = new Desk(story("Other text."));
    desk.does("anna", (tr) => stepsTo(tr.doc, before).forEach((step) => void tr.step(step)), "RESTORED");
    expect(desk.kinds("The ferry sails.")).toEqual(["RESTORED"]);
    expect(desk.doc.eq(before)).toBe(true);
  });
});

describe("authorship stored with a revision", () => {
  test("stored authorship reads the same and continues from there", () => {
    const desk = new Desk(story("The ferry sails.", "It is old."));
    desk.types("anna", "The ", "night ");
    desk.takesOut("ben", "old");
    const stored: unknown = JSON.parse(JSON.stringify(desk.authorship.toStored()));
    const again = Authorship.read(documentFromBlocks(blocksOf(desk.doc)), stored);
    const all = desk.doc.content.size;
    expect(again.between(0, all)).toEqual(desk.authorship.between(0, all));
    expect(again.toStored()).toEqual(stored);
  });

  test("a block whose stored authorship is damaged or of another format has unknown authors", () => {
    const desk = new Desk(story("One.", "Two."));
    const stored = desk.authorship.toStored();
    const [key = ""] = Object.keys(stored.blocks).slice(-1);
    const broken = { ...stored, blocks: { ...stored.blocks, [key]: [2, 0] } };
    const texts = (authorship: Authorship) =>
      authorship.between(0, desk.doc.content.size).map(({ writer }) => writer?.personId ?? null);
    expect(texts(Authorship.read(desk.doc, broken))).toEqual(["imp", "imp", null]);
    expect(texts(Authorship.read(desk.doc, { hostile: true }))).toEqual([null, null, null]);
  });
});

test("text that one person wrote in one session is one piece, from its first minute to its last", () => {
  const desk = new Desk(story("Start."));
  desk.types("anna", "Start.", " One");
  desk.types("anna", " One", " two");
  desk.types("ben", "Start.", "!");
  const at = desk.find("Start.");
  const nobody = { personId: null, at: "2026-01-01T00:00:00.000Z", kind: "UNKNOWN" as const };
  const description = piecesOf(desk.authorship.between(at, desk.doc.content.size), nobody);
  expect(
    description.map(({ from, to, personId, at: began, until }) => [
      desk.doc.textBetween(from, to),
      personId,
      began.slice(11, 16),
      until.slice(11, 16),
    ]),
  ).toEqual([
    ["Start.", "imp", "12:00", "12:00"],
    ["!", "ben", "12:03", "12:03"],
    [" One two", "anna", "12:01", "12:02"],
  ]);
});
