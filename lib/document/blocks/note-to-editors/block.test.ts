import { Fragment } from "@tiptap/pm/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { questionsAbout } from "../../../checks/questions.ts";
import { storyArb } from "../../arbitraries.ts";
import { paragraph, storyDocument, toJson } from "../../build.ts";
import { toFeedHtml } from "../../feed.ts";
import { guardDocument } from "../../guard.ts";
import { passagesOf } from "../../passages.ts";
import { projectList, projectLive } from "../../project-live.ts";
import { readersDocument } from "../../readers-document.ts";
import { documentSchema } from "../../schema.ts";
import { shownChange } from "../../shown-change.ts";
import { excerpt, hasBodyText, plainText, searchParts, wordCount } from "../../text.ts";
import { noteToEditors } from "./block.ts";

const options = { pictureUrl: () => "https://a.example/p.jpg", storyLink: () => null };

describe("a note to editors", () => {
  test("reaches no reader in any form, in a random story", () => {
    const secret = "zqxjk";
    const insertion = documentSchema.mark("insertion", { id: "s1" });
    const places = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(storyArb, places, (plain, notes) => {
        let doc = plain;
        for (const [place, isProposed] of notes) {
          const body = doc.children.flatMap((node, index) => (node.type.isInGroup("block") ? [index] : []));
          const at = body[Math.floor(place * (body.length - 1))] ?? 2;
          const note = documentSchema.nodeFromJSON(noteToEditors(`TK ${secret} ${secret} https://${secret}.example`));
          const children = [...doc.children];
          children.splice(at, 0, isProposed ? note.mark([insertion]) : note);
          doc = doc.copy(Fragment.from(children));
        }
        guardDocument(doc);
        const all = [
          projectLive(doc),
          projectList(doc),
          plainText(doc),
          searchParts(doc),
          excerpt(doc, 100_000),
          toFeedHtml(doc, options),
          toFeedHtml(doc.toJSON(), options),
          passagesOf(toJson(doc)),
          shownChange(plain, doc, { hasReplaced: true }),
          shownChange(doc, plain, { hasReplaced: true }),
          questionsAbout(doc, "STORY"),
        ];
        expect(JSON.stringify(all)).not.toContain(secret);
        expect(wordCount(doc)).toBe(wordCount(plain));
        readersDocument(doc).check();
      }),
      { numRuns: 60 },
    );
  });

  test("alone in the body leaves an empty paragraph to readers, and is no text to publish", () => {
    const doc = storyDocument({ headline: "Head", body: [noteToEditors("Call the harbour")] });
    expect(hasBodyText(doc)).toBe(false);
    const readers = readersDocument(doc);
    expect(readers.children.map(({ type }) => type.name)).toEqual(["headline", "standfirst", "paragraph"]);
    expect(readers.child(2).attrs.id).toBe(doc.child(2).attrs.id);
    guardDocument(readers);
  });

  test("leaves a story without notes as it is", () => {
    const doc = storyDocument({ headline: "Head", body: [paragraph("One")] });
    expect(readersDocument(doc)).toBe(doc);
  });
});
