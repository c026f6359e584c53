import type { EditorView } from "@tiptap/pm/view";
import { expect, test } from "vitest";
import { bulletList, paragraph, storyDocument } from "#lib/document/build.ts";
import { Desk } from "../testing/desk.ts";
import { beforeInputDeletes } from "./before-input-deletes.ts";

/** Whether the plugin prevented the browser's own handling. */
function deletes(desk: Desk, inputType: string, isComposing = false): boolean {
  const event = new Event("beforeinput", { cancelable: true });
  Object.assign(event, { inputType, isComposing });
  const { $from } = desk.state.selection;
  const endOfTextblock = (side: string) => $from.parentOffset === (side === "backward" ? 0 : $from.parent.content.size);
  const view = { state: desk.state, dispatch: desk.dispatch, editable: true, endOfTextblock } as unknown as EditorView;
  const plugin = beforeInputDeletes();
  plugin.props.handleDOMEvents?.beforeinput?.call(plugin, view, event as InputEvent);
  return event.defaultPrevented;
}
const write = (): Desk => new Desk(storyDocument({ body: [bulletList(["one"]), paragraph("two")] }));

test.each(["deleteContentBackward", "deleteWordBackward", "deleteSoftLineBackward"])(
  "joins with the line before on %s at the start of a line",
  (inputType) => {
    const desk = write();
    desk.caretAt("two", "before");
    expect(deletes(desk, inputType)).toBe(true);
    expect(desk.lines).toContain("paragraph: onetwo");
  },
);
test.each(["deleteContentForward", "deleteWordForward", "deleteHardLineForward"])(
  "joins with the next line on %s at the end of a line",
  (inputType) => {
    const desk = write();
    desk.caretAt("one", "after");
    expect(deletes(desk, inputType)).toBe(true);
    expect(desk.lines).toContain("paragraph: onetwo");
  },
);
test("leaves deletion within a line, other input and compositions to the browser", () => {
  const desk = write();
  desk.caretAt("tw", "after");
  expect(deletes(desk, "deleteWordBackward")).toBe(false);
  desk.caretAt("two", "before");
  expect(deletes(desk, "insertText")).toBe(false);
  expect(deletes(desk, "deleteContentBackward", true)).toBe(false);
});
