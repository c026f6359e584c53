import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { storyArb, textArb } from "./arbitraries.ts";
import * as build from "./build.ts";
import { guardDocument } from "./guard.ts";
import { DocumentRefused } from "./refused.ts";

describe("building a story in code", () => {
  test("gives every block an id and passes the guard", () => {
    fc.assert(
      fc.property(storyArb, (doc) => guardDocument(doc)),
      { numRuns: 100 },
    );
  });

  test("sets marks in the order of the schema, whatever the order of the calls", () => {
    const one = build.bold(build.italic(build.link("x", "example.org")));
    const other = build.link(build.italic(build.bold("x")), "https://example.org");
    expect(one).toEqual(other);
    build.storyDocument({ body: [build.paragraph(one)] });
    expect(build.bold(build.bold("x"))[0]?.marks).toHaveLength(1);
  });

  test("joins neighbours of one kind, drops empty runs and what cannot be stored", () => {
    expect(build.paragraph(["a", "", "b", ...build.bold("")]).content).toEqual([{ type: "text", text: "ab" }]);
    expect(build.paragraph("").content).toBeUndefined();
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), textArb), (text) =>
        guardDocument(build.storyDocument({ headline: text, body: [build.paragraph(text)] })),
      ),
      { numRuns: 60 },
    );
  });

  test("drops a link whose address is not safe", () => {
    expect(build.link("x", "javascript:alert(1)")).toEqual([{ type: "text", text: "x" }]);
  });

  test("makes an empty first paragraph when there is no body, and no empty boxes", () => {
    expect(build.storyDocument({ keyPoints: [], inShort: [] }).toString()).toBe("doc(headline, standfirst, paragraph)");
  });

  test("rejects content that the schema does not allow", () => {
    expect(() => build.storyDocument({ fields: { slug: "A B" } })).toThrow(DocumentRefused);
    expect(() => build.storyDocument({ body: [build.listItem("x")] })).toThrow(DocumentRefused);
  });
});

describe("reading a stored document", () => {
  const code = (json: unknown) => {
    try {
      build.documentFromJson(json);
      return "read";
    } catch (error) {
      return error instanceof DocumentRefused ? error.code : error;
    }
  };

  test("a stored document is read back as it was written", () => {
    fc.assert(
      fc.property(storyArb, (doc) => {
        expect(build.documentFromJson(JSON.parse(JSON.stringify(build.toJson(doc)))).eq(doc)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("distinguishes a document of a newer schema from a broken one", () => {
    const content = build.toJson(build.emptyDocument()).content ?? [];
    expect(code({ type: "doc", content: [...content, { type: "hologram" }] })).toBe("UNKNOWN_SCHEMA");
    expect(
      code({
        type: "doc",
        content: [...content, build.paragraph([{ type: "text", text: "x", marks: [{ type: "blink" }] }])],
      }),
    ).toBe("UNKNOWN_SCHEMA");
    expect(code({ type: "doc", content: [] })).toBe("INVALID_DOCUMENT");
    expect(code(build.paragraph("x"))).toBe("INVALID_DOCUMENT");
    fc.assert(
      fc.property(fc.anything(), (json) => {
        expect(["INVALID_DOCUMENT", "UNKNOWN_SCHEMA", "TOO_DEEP"]).toContain(code(json));
      }),
      { numRuns: 200 },
    );
  });

  test("rejects a document that is nested too deeply instead of crashing", () => {
    let deep: unknown = { type: "paragraph" };
    for (let i = 0; i < 100_000; i++) deep = { type: "listItem", content: [deep] };
    expect(code({ type: "doc", content: [deep] })).toBe("TOO_DEEP");
  });
});
