import { describe, expect, test } from "vitest";
import { statusWord } from "./story-status.ts";

const word = (...[copy, publication, changed = false]: [Facts["copy"], Facts["publication"], boolean?]) =>
  statusWord({ copy, publication, changed }).word;
type Facts = Parameters<typeof statusWord>[0];

describe("status of a story", () => {
  test("is the status of the working copy until the story is published", () => {
    expect(word("DRAFT", "NEVER")).toBe("Draft");
    expect(word("FILED", "NEVER")).toBe("Filed");
    expect(word("READY", "NEVER")).toBe("Approved");
    expect(word("SCHEDULED", "NEVER")).toBe("Scheduled");
    expect(word("SPIKED", "TAKEN_DOWN")).toBe("Spiked");
  });

  test("is Published, with a note if there are changes that readers do not see yet", () => {
    expect(word("DRAFT", "LIVE")).toBe("Published");
    expect(word("DRAFT", "LIVE", true)).toBe("Published, unpublished changes");
    expect(word("FILED", "LIVE", true)).toBe("Published, changes filed");
    expect(word("READY", "LIVE", true)).toBe("Published, changes approved");
  });

  test("is Taken down after a take-down", () => {
    expect(word("DRAFT", "TAKEN_DOWN")).toBe("Taken down");
  });
});
