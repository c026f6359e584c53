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
  get told(): string {
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
  test("each keeps what they typed, also inside of what others typed, with the minute", () => {
    const desk = new Desk(story("The ferry sails."));
    desk.types("anna", "The ", "old night ");
    desk.types("ben", "old ", "grey ");
    expect(desk.told).toBe("[imp]The [anna]old [ben]grey [anna]night [imp]ferry sails.");
    const at = desk.find("grey");
    expect(desk.authorship.between(at, at + 2)).toEqual([
      { from: at, to: at + 2, writer: { personId: "ben", at: "2026-03-03T12:02:00.000Z", kind: "TYPED" } },
    ]);
  });

  test("a block that is split, joined, made a quote or set bold stays its writers'", () => {
    const desk = new Desk(story("One. Two."));
    desk.types("anna", "One.", " New.");
    desk.does("ben", (tr) => tr.split(desk.find(" Two.")));
    desk.does("ben", (tr) => tr.addMark(desk.find("New."), desk.find("New.") + 4, documentSchema.mark("bold")));
    const { blockquote } = documentSchema.nodes;
    desk.does("ben", (tr) => {
      const range = tr.doc.resolve(desk.find("One.")).blockRange();
      if (range && blockquote) tr.wrap(range, [{ type: blockquote }]);
    });
    expect(desk.told).toBe("[imp]One.[anna] New.[imp] Two.");
  });

  test("whoever writes over a word owns what is new of it", () => {
    const desk = new Desk(story("It takes 41 minutes."));
    const at = desk.find("41");
    desk.does("anna", (tr) => tr.replaceWith(at, at + 2, documentSchema.text("38")));
    expect(desk.told).toBe("[imp]It takes [anna]38[imp] minutes.");
  });
});

describe("what comes in otherwise", () => {
  test("pasted words are told from typed ones", () => {
    const desk = new Desk(story("Start."));
    const slice = new Slice(Fragment.from(documentSchema.text(" From elsewhere.")), 0, 0);
    desk.does("anna", (tr) => tr.replace(desk.find("Start.") + 6, desk.find("Start.") + 6, slice), "PASTED");
    expect(desk.told).toBe("[imp]Start.[anna] From elsewhere.");
    expect(desk.kinds("elsewhere")).toEqual(["PASTED"]);
    expect(desk.kinds("Start")).toEqual(["IMPORTED"]);
  });

  test("a suggestion stays its proposer's when somebody else takes it", () => {
    const desk = new Desk(story("Start."));
    const person = "0199aaaa-0000-7000-8000-000000000001";
    const insertion = documentSchema.mark("insertion", { id: "s1", person });
    const at = desk.find("Start.") + 6;
    desk.does(person, (tr) => tr.insert(at, documentSchema.text(" And more.", [insertion])));
    desk.does("editor", (tr) => tr.removeMark(at, at + 10, insertion));
    expect(desk.told).toBe(`[imp]Start.[${person}] And more.`);
    expect(desk.kinds("more")).toEqual(["SUGGESTED"]);
  });
});

describe("what comes back", () => {
  test("by undo belongs to whoever wrote it, not to whoever undid", () => {
    const desk = new Desk(story("The ferry sails."));
    desk.types("anna", "The ", "old night ");
    const done = desk.takesOut("ben", "night ferry");
    expect(desk.told).toBe("[imp]The [anna]old [imp] sails.");
    desk.undoes("ben", done);
    expect(desk.told).toBe("[imp]The [anna]old night [imp]ferry sails.");
  });

  test("by undo of one key after the other, backwards or forwards, too", () => {
    const desk = new Desk(story("ab😀cdef."));
    const at = desk.find("cdef");
    const back = desk.does("ben", (tr) => [3, 2, 1, 0].forEach((i) => void tr.delete(at + i, at + i + 1)));
    desk.undoes("ben", back);
    expect(desk.told).toBe("[imp]ab😀cdef.");
    const forth = desk.does("ben", (tr) => [0, 1, 2, 3].forEach(() => void tr.delete(at, at + 1)));
    desk.undoes("ben", forth);
    expect(desk.told).toBe("[imp]ab😀cdef.");
  });

  test("a letter that is typed where one like it was taken out is new", () => {
    const desk = new Desk(story("The ferry sails."));
    desk.takesOut("anna", "ferry ");
    desk.types("anna", "The ", "fr");
    expect(desk.told).toBe("[imp]The [anna]fr[imp]sails.");
  });

  test("a paragraph that is cut and put elsewhere stays its writer's", () => {
    const desk = new Desk(story("The ferry sails at nine.", "Second.", "Third."));
    const node = desk.doc.child(2);
    const pos = desk.find("The ferry") - 1;
    desk.does("anna", (tr) => tr.delete(pos, pos + node.nodeSize));
    desk.does("anna", (tr) => tr.insert(tr.doc.content.size, node), "PASTED");
    expect(desk.told).toBe("[imp]Second.[imp]Third.[imp]The ferry sails at nine.");
  });

  test("by a restore is said to be restored where what was taken out is not known any more", () => {
    const before = story("The ferry sails.", "It is old.");
    const desk = new Desk(story("Other text."));
    desk.does("anna", (tr) => stepsTo(tr.doc, before).forEach((step) => void tr.step(step)), "RESTORED");
    expect(desk.kinds("The ferry sails.")).toEqual(["RESTORED"]);
    expect(desk.doc.eq(before)).toBe(true);
  });
});

describe("frozen with a revision", () => {
  test("it reads the same from what is stored, and goes on from there", () => {
    const desk = new Desk(story("The ferry sails.", "It is old."));
    desk.types("anna", "The ", "night ");
    desk.takesOut("ben", "old");
    const stored: unknown = JSON.parse(JSON.stringify(desk.authorship.toStored()));
    const again = Authorship.read(documentFromBlocks(blocksOf(desk.doc)), stored);
    const all = desk.doc.content.size;
    expect(again.between(0, all)).toEqual(desk.authorship.between(0, all));
    expect(again.toStored()).toEqual(stored);
  });

  test("a block for which it does not fit, and all of what is not ours, has unknown writers", () => {
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

test("what one person wrote in one go is told as one piece, from its first minute to its last", () => {
  const desk = new Desk(story("Start."));
  desk.types("anna", "Start.", " One");
  desk.types("anna", " One", " two");
  desk.types("ben", "Start.", "!");
  const at = desk.find("Start.");
  const nobody = { personId: null, at: "2026-01-01T00:00:00.000Z", kind: "UNKNOWN" as const };
  const told = piecesOf(desk.authorship.between(at, desk.doc.content.size), nobody);
  expect(
    told.map(({ from, to, personId, at: began, until }) => [
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
