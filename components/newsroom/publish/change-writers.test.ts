import { expect, test } from "vitest";
import { changedByWords } from "./change-writers.ts";
import { suggestionWords } from "./remark-words.ts";

const rob = { id: "r", name: "Rob Lund" };
const ana = { id: "a", name: "Ana Berg" };
const edie = { id: "e", name: "Edie Marsh" };

test("names everybody who made a change, and the reader as “you”", () => {
  expect(changedByWords([rob], "e")).toBe("Changed by Rob Lund");
  expect(changedByWords([edie, rob], "e")).toBe("Changed by you and Rob Lund");
  expect(changedByWords([rob, ana, null], "e")).toBe("Changed by Rob Lund, Ana Berg and Galley");
});

test("names nobody for a change whose steps were deleted", () => {
  expect(changedByWords([], "e")).toBe("The author of this change is unknown");
});

test("describes a suggestion by its effect", () => {
  expect(suggestionWords({ added: "340", removed: "240" })).toBe("Replace “240” with “340”");
  expect(suggestionWords({ added: "At least.", removed: "" })).toBe("Add “At least.”");
  expect(suggestionWords({ added: "", removed: "very" })).toBe("Remove “very”");
  expect(suggestionWords({ added: "", removed: "" })).toBe("Change the form, not the words");
});
