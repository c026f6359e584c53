import { expect, test } from "vitest";
import { lostApproval } from "./lost-approval.ts";

const approved = { copy: "READY", version: 8, publishedVersion: null, approvedBy: { id: "1", name: "Edie" } } as const;
const draft = { copy: "DRAFT", version: 8, publishedVersion: null, approvedBy: null } as const;

test("names the approver whose approval an edit withdrew", () => {
  expect(lostApproval(approved, { ...draft, copy: "FILED", version: 9 })).toBe("Edie");
  expect(lostApproval(approved, { ...draft, version: 9 })).toBe("Edie");
  expect(lostApproval({ ...approved, approvedBy: null }, { ...draft, version: 9 })).toBe("");
});

test("does not count an approval that ended with a verb", () => {
  expect(lostApproval(approved, draft)).toBeNull();
  expect(lostApproval(approved, { ...draft, version: 9, publishedVersion: 9 })).toBeNull();
  expect(lostApproval(draft, { ...draft, copy: "FILED", version: 9 })).toBeNull();
});
