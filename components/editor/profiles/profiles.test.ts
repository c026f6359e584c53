// @vitest-environment jsdom
import { NodeSelection } from "@tiptap/pm/state";
import { EditorView } from "@tiptap/pm/view";
import { describe, expect, test } from "vitest";
import { profile } from "#lib/document/blocks/profile/block.ts";
import { divider, paragraph, type StoryParts, storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { acceptAll, rejectAll } from "#lib/document/suggestions.ts";
import { Desk, pastedBlocks } from "../testing/desk.ts";
import { Suggester } from "../testing/suggester.ts";
import { insertProfile } from "../writing/boxes.ts";
import { pasteByZone } from "../writing/paste.ts";
import { ProfileView } from "./profile-view.ts";

type Blocks = NonNullable<StoryParts["body"]>;
const write = (...body: Blocks): Desk => new Desk(storyDocument({ body }));
const picture = "0190a6c0-0000-7000-8000-000000000001";
/** The blocks of the body: "profile(name|role|portrait|text)". */
function body({ state }: Pick<Desk, "state">): string[] {
  guardDocument(state.doc);
  return state.doc.children
    .slice(2)
    .map((node) =>
      node.type.name === "profile"
        ? `profile(${node.children.map((child) => (child.type.name === "figure" ? "portrait" : child.textContent)).join("|")})`
        : node.textContent,
    );
}

describe("writing a profile", () => {
  test("begins with the name, goes on to role and text by Enter, and leaves after an empty paragraph", () => {
    const desk = write(paragraph("One"));
    desk.caretAt("One", "after");
    desk.run(insertProfile);
    desk.type("Anna Berg");
    desk.press("Enter");
    desk.type("Mayor");
    desk.press("Enter");
    desk.type("Born in Leith.");
    desk.press("Enter");
    desk.press("Enter");
    desk.type("After");
    expect(body(desk)).toEqual(["One", "profile(Anna Berg|Mayor|portrait|Born in Leith.)", "After"]);
  });

  test("goes from the credit of the portrait to the text", () => {
    const desk = write(profile({ name: "Anna", portrait: { picture, credit: "Roe" }, blocks: [paragraph("Born")] }));
    desk.caretAt("Roe", "after");
    desk.press("Enter");
    desk.type("Was ");
    expect(body(desk)).toEqual(["profile(Anna||portrait|Was Born)"]);
  });

  test("takes the empty box away by Backspace in the name, but never a role or a portrait", () => {
    const empty = write(profile({ name: "", portrait: { picture: null }, blocks: [paragraph("Born")] }));
    empty.into("profileTitle");
    empty.press("Backspace");
    expect(body(empty)).toEqual(["Born"]);
    for (const parts of [
      { role: "Mayor" },
      { portrait: { picture } },
      { portrait: { picture: null, credit: "Roe" } },
    ]) {
      const desk = write(paragraph("One"), profile({ name: "", ...parts, blocks: [paragraph("Born")] }));
      const before = body(desk);
      desk.into("profileTitle");
      desk.press("Backspace");
      expect(body(desk)).toEqual(before);
    }
  });

  test("keeps name, role and portrait in place when a paragraph in it is moved up", () => {
    const desk = write(
      profile({ name: "Anna", role: "Mayor", portrait: { picture }, blocks: [paragraph("One"), paragraph("Two")] }),
    );
    desk.caretAt("Two", "after");
    desk.press("Alt-Shift-ArrowUp");
    expect(body(desk)).toEqual(["profile(Anna|Mayor|portrait|Two|One)"]);
  });

  test("puts what it cannot hold after the box when it is pasted into its text", () => {
    const desk = write(profile({ name: "Anna", portrait: { picture }, blocks: [paragraph("One")] }), paragraph("Z"));
    desk.caretAt("One", "after");
    const blocks = [paragraph(" two"), divider()].map((block) => desk.state.schema.nodeFromJSON(block));
    const tr = pasteByZone(desk.state.tr, pastedBlocks(...blocks));
    if (tr) desk.dispatch(tr);
    expect(body(desk)).toEqual(["profile(Anna||portrait|One two)", "", "Z"]);
  });

  test("is suggested as a whole, and accepted or rejected as one", () => {
    const writer = new Suggester(storyDocument({ body: [paragraph("One")] }), picture);
    writer.caretAt("One", "after");
    writer.run(insertProfile);
    writer.type("Anna");
    const names = (doc: typeof writer.state.doc) => doc.children.slice(2).map(({ type }) => type.name);
    expect(names(rejectAll(writer.state.doc))).toEqual(["paragraph"]);
    expect(names(acceptAll(writer.state.doc))).toEqual(["paragraph", "profile", "paragraph"]);
  });
});

test("the buttons of a profile set its subject, and add a portrait while there is none", () => {
  const desk = write(profile({ name: "Port", role: "Harbour", blocks: [paragraph("Old")] }));
  const view = new EditorView(document.createElement("div"), {
    state: desk.state,
    nodeViews: { profile: (node, inView, getPos) => new ProfileView(node, inView, getPos) },
  });
  const press = (name: string) =>
    [...view.dom.querySelectorAll("button")].find((one) => one.textContent === name && !one.hidden)?.click();
  press("Is an organisation");
  press("Add portrait");
  press("Add portrait");
  expect(view.state.doc.child(2).attrs.subject).toBe("organisation");
  expect(body(view)).toEqual(["profile(Port|Harbour|portrait|Old)"]);
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, 4)));
  press("Remove profile");
  expect(view.dom.querySelector("[data-box]")).toBeNull();
  view.destroy();
});
