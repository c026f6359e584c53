import { Editor, getSchema } from "@tiptap/core";
import { Mapping, StepMap } from "@tiptap/pm/transform";
import { describe, expect, test } from "vitest";
import {
  bold,
  code,
  documentFromJson,
  emptyDocument,
  italic,
  link,
  paragraph,
  storyDocument,
  strike,
} from "./build.ts";
import { labels } from "./fields.ts";
import { repairIds } from "./ids.ts";
import { nodeDefinitions } from "./nodes.ts";
import { DocumentRefused } from "./refused.ts";
import {
  assertSchemaNumber,
  documentExtensions,
  documentSchema,
  readerMarkNames,
  readerNodeNames,
  SCHEMA_NUMBER,
} from "./schema.ts";

describe("the schema", () => {
  test("the schema validates every attribute of every node and mark", () => {
    const types = [...Object.values(documentSchema.nodes), ...Object.values(documentSchema.marks)];
    const bare = types.flatMap((type) =>
      Object.entries(type.spec.attrs ?? {})
        .filter(([, attribute]) => typeof attribute.validate !== "function")
        .map(([name]) => `${type.name}.${name}`),
    );
    expect(bare).toEqual([]);
  });

  test("the schema rejects an invalid attribute when a node is made and when it is checked", () => {
    const { doc, link } = { doc: documentSchema.topNodeType, link: documentSchema.marks.link };
    expect(() => doc.create({ slug: "Not A Slug" })).toThrow(RangeError);
    expect(() => link?.create({ href: "javascript:alert(1)" })).toThrow(RangeError);
    expect(() => link?.create({})).toThrow(RangeError);
    const node = emptyDocument();
    (node.attrs as Record<string, unknown>).language = "not a tag";
    expect(() => node.check()).toThrow(RangeError);
  });

  test("every field and attribute has a valid default", () => {
    for (const type of [...Object.values(documentSchema.nodes), ...Object.values(documentSchema.marks)])
      for (const [name, attribute] of Object.entries(type.spec.attrs ?? {}))
        if ("default" in attribute && typeof attribute.validate === "function") {
          const { validate, default: value } = attribute;
          expect(() => validate(value), `${type.name}.${name}`).not.toThrow();
        }
  });

  test("every node of the schema has one definition, filed under its own name", () => {
    const names = Object.entries(nodeDefinitions).map(([key, { spec }]) => `${key}: ${spec.name}`);
    expect(names.sort()).toEqual(readerNodeNames.map((name) => `${name}: ${name}`).sort());
    expect(readerMarkNames).toContain("modification");
  });

  test("marks made by the constructors are in the order of the schema", () => {
    const run = link(bold(italic(strike(code("x")))), "https://example.org");
    expect(run[0]?.marks?.map(({ type }) => type)).toEqual(
      readerMarkNames.filter((name) => ["link", "bold", "italic", "strike", "code"].includes(name)),
    );
  });

  test("suggestion marks are allowed on every textblock and every block in a container", () => {
    for (const type of Object.values(documentSchema.nodes))
      for (const name of ["insertion", "deletion", "modification"]) {
        const mark = documentSchema.marks[name];
        if (type.isLeaf || !mark) continue;
        expect([type.name, name, type.allowsMarkType(mark)]).toEqual([type.name, name, true]);
      }
  });

  test("headline and kicker are plain text, while standfirst and captions allow emphasis and links", () => {
    const allowed = (name: string) =>
      readerMarkNames.filter((mark) => documentSchema.nodes[name]?.allowsMarkType(documentSchema.marks[mark]!));
    const proposals = ["insertion", "deletion", "modification"];
    for (const name of ["headline", "kicker", "credit"]) expect(allowed(name)).toEqual(proposals);
    for (const name of ["standfirst", "caption", "keyPoint"])
      expect(allowed(name)).toEqual(["link", "wire", "bold", "italic", ...proposals]);
    expect(allowed("attribution")).toEqual(["link", "wire", "italic", ...proposals]);
    expect(allowed("paragraph")).toEqual(readerMarkNames);
  });

  test("a document has its zones in order and at least one block", () => {
    const doc =
      (...names: string[]) =>
      () =>
        documentFromJson({ type: "doc", content: names.map((type) => ({ type })) });
    expect(doc("headline", "standfirst", "paragraph")).not.toThrow();
    expect(doc("kicker", "headline", "standfirst", "divider")).not.toThrow();
    for (const names of [
      ["headline", "standfirst"],
      ["standfirst", "headline", "paragraph"],
      ["headline", "standfirst", "paragraph", "keyPoints"],
      ["headline", "headline", "standfirst", "paragraph"],
    ])
      expect(doc(...names)).toThrow(DocumentRefused);
  });

  test("the editor's extensions build the same schema without a browser", () => {
    const editor = new Editor({ element: null, extensions: documentExtensions, content: emptyDocument().toJSON() });
    expect(editor.state.doc.toString()).toBe("doc(headline, standfirst, paragraph)");
    editor.destroy();
    expect(Object.keys(getSchema([...documentExtensions]).nodes)).toEqual(readerNodeNames);
  });

  test("one block lacks an id of its own after the editor has split a paragraph", () => {
    for (const offset of [1, 2, 3]) {
      const doc = storyDocument({ body: [paragraph("ab")] });
      const editor = new Editor({ element: null, extensions: documentExtensions, content: doc.toJSON() });
      editor.commands.setTextSelection(4 + offset);
      const { state } = editor;
      editor.commands.splitBlock();
      const { doc: split } = editor.state;
      const repairs = repairIds(split, state.doc, new Mapping([new StepMap([4 + offset, 0, 2])]));
      expect(repairs.map(({ pos }) => pos)).toEqual([4 + offset + 1]);
      editor.destroy();
    }
  });
});

test("rejects a client with a newer schema or without a schema number with a clear message", () => {
  expect(() => assertSchemaNumber(SCHEMA_NUMBER)).not.toThrow();
  for (const number of [SCHEMA_NUMBER + 1, 0, 1.5, "1", null, undefined])
    expect(() => assertSchemaNumber(number)).toThrow(expect.objectContaining({ code: "UNKNOWN_SCHEMA" }));
});

test("the first label is plain news", () => {
  expect(labels[0]).toBe("");
});
