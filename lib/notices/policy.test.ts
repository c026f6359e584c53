import { expect, test } from "vitest";
import { NoticeKind } from "../postgres/generated/enums.ts";
import { briefNotice, noticeSentence } from "./policy.ts";

test("the sentence of every notice names the headline and reads alone", () => {
  const sentences = Object.values(NoticeKind).map((kind) => `${noticeSentence(kind, "Lena Brandt", "Harbour plans")}.`);
  expect(sentences).toEqual([
    "Lena Brandt mentioned you in “Harbour plans”.",
    "Lena Brandt replied to a comment on “Harbour plans”.",
    "Lena Brandt commented on “Harbour plans”.",
    "Lena Brandt assigned you to “Harbour plans”.",
    "Lena Brandt accepted “Harbour plans”.",
    "Lena Brandt declined “Harbour plans”.",
    "Due soon: “Harbour plans”.",
    "Overdue: “Harbour plans”.",
    "Lena Brandt filed “Harbour plans”.",
    "Lena Brandt sent back “Harbour plans”.",
    "Lena Brandt approved “Harbour plans”.",
    "Lena Brandt scheduled “Harbour plans”.",
    "Lena Brandt published “Harbour plans”.",
    "Scheduled action stopped: “Harbour plans”.",
    "Lena Brandt took down “Harbour plans”.",
    "Lena Brandt corrected “Harbour plans”.",
    "A reader reported a mistake in “Harbour plans”.",
    "The rights to a picture end soon in “Harbour plans”.",
    "The rights to a picture have ended in “Harbour plans”.",
    "A guest approved “Harbour plans”.",
    "The wire sent a new version of the item in “Harbour plans”.",
    "The wire withdrew the item in “Harbour plans”.",
  ]);
});

test("a name or headline that runs the other way does not turn the words around it", () => {
  expect(noticeSentence("APPROVED", "ليلى", "الميناء")).toBe("\u2068ليلى\u2069 approved “\u2068الميناء\u2069”");
});

test("a story without a headline is called Untitled in a sentence", () => {
  expect(noticeSentence("DUE_SOON", null, "")).toBe("Due soon: “Untitled”");
});

test("a notice under its headline does not repeat it", () => {
  expect(briefNotice("SENT_BACK", "Lena Brandt")).toBe("Lena Brandt sent it back");
  expect(briefNotice("PUBLISHED", null)).toBe("Galley published it");
  expect(briefNotice("OVERDUE", "Lena Brandt")).toBe("Overdue");
});
