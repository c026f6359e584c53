import { expect, test } from "vitest";
import { explainVerb } from "./explain-verb.ts";

test("explains why a standing page cannot be translated, and what to do instead", () => {
  expect(explainVerb({ ok: false, code: "WRONG_STATE", detail: { verb: "translate", why: "PAGE" } })).toBe(
    "Only stories can be translated. Copy this page instead, and write the copy in the other language.",
  );
});
