// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Person } from "#lib/actor.ts";
import { stubLayout } from "#prisma/testing/jsdom.ts";
import { NewsroomProvider } from "../newsroom-context.tsx";
import { SelectStory, StorySelection } from "./story-selection.tsx";

const { actions, router } = vi.hoisted(() => ({
  actions: { takeDownStories: vi.fn() },
  router: { refresh: vi.fn() },
}));
vi.mock("#lib/stories/actions.ts", () => actions);
vi.mock("next/navigation", () => ({ useRouter: () => router }));

const stories = ["Ferry", "Bridge", "Baker", "Buoy"].map((headline) => ({ id: headline.toLowerCase(), headline }));
const selectable = stories.filter(({ id }) => id !== "baker");
const actor: Person = { kind: "person", id: "p", name: "P", email: "", role: "EDITOR", sessionId: "" };

let root: Root;
const find = <E extends HTMLElement = HTMLElement>(selector: string) => document.querySelector<E>(selector);
const box = (headline: string) => find<HTMLInputElement>(`[aria-label="Select ${headline}"]`);
const row = (id: string) => find(`[data-story=${id}]`);
const bar = () => find("[aria-label='Selected stories'] [role=status]")?.textContent;
const button = (name: string) =>
  [...document.querySelectorAll("button")].find(({ textContent }) => textContent?.trim() === name);
const click = (element: Element | null | undefined, given: MouseEventInit = {}) =>
  act(async () => element?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...given })));
const press = (element: Element | null, key: string) =>
  act(async () => element?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })));

const show = async (shown: typeof stories, list = "/desk") => {
  await act(async () =>
    root.render(
      <MantineProvider env="test">
        <NewsroomProvider actor={actor} zone="UTC" language="en-GB" byline={null} unsentKey="">
          <StorySelection list={list} stories={shown.filter((story) => selectable.includes(story))}>
            <table>
              <tbody>
                {shown.map((story) => (
                  <tr key={story.id}>
                    <td>
                      <SelectStory story={story} mayTakeDown={selectable.includes(story)} />
                      <a href="/" data-story={story.id}>
                        {story.headline}
                      </a>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </StorySelection>
        </NewsroomProvider>
      </MantineProvider>,
    ),
  );
};

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  stubLayout();
  Object.assign(document, { fonts: new EventTarget() }); // jsdom has none, and the field of the reason grows with its text
  root = createRoot(document.body.appendChild(document.createElement("div")));
  await show(stories);
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

test("X and Space select the row with the focus, Shift and a click all between, and Escape none", async () => {
  expect(box("Baker")).toBeNull();
  row("ferry")?.focus();
  await press(row("ferry"), "x");
  expect(bar()).toBe("1 story selected");
  await press(row("ferry"), " ");
  expect(bar()).toBeUndefined();
  await click(box("Ferry"));
  await click(box("Buoy"), { shiftKey: true });
  expect(bar()).toBe("3 stories selected");
  expect(document.activeElement).toBe(row("buoy"));
  row("baker")?.focus();
  await press(row("baker"), "x");
  expect(bar()).toBe("3 stories selected");
  row("buoy")?.focus();
  await press(row("buoy"), "Escape");
  expect(bar()).toBeUndefined();
});

test("Escape that closes a dialog keeps the selection", async () => {
  row("ferry")?.focus();
  await press(row("ferry"), "x");
  const dialog = document.body.appendChild(document.createElement("div"));
  dialog.addEventListener("keydown", () => row("ferry")?.focus()); // as a dialog does when it closes
  await press(dialog, "Escape");
  expect(document.activeElement).toBe(row("ferry"));
  expect(bar()).toBe("1 story selected");
});

test("stories that were not taken down stay selected, each with the reason", async () => {
  const failure = { ok: false, code: "NOT_ALLOWED", detail: { privilege: "takeDown", section: "Sport" } };
  actions.takeDownStories.mockResolvedValue({
    ok: true,
    data: { takenDown: ["ferry"], refused: [{ storyId: "bridge", failure }], erasure: "EVERYWHERE" },
  });
  await click(box("Ferry"));
  await click(box("Bridge"));
  await act(() => import("./take-down-stories.tsx"));
  await click(button("Take down…"));
  expect(button("Take down 2 stories")?.disabled).toBe(true);
  const reason = find<HTMLTextAreaElement>("textarea:not([aria-hidden])");
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(
      reason,
      "The court asked us to.",
    );
    reason?.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await click(button("Take down 2 stories"));
  expect(actions.takeDownStories).toHaveBeenCalledWith({
    storyIds: ["ferry", "bridge"],
    reason: "The court asked us to.",
  });
  expect(find("[role=dialog] [role=alert]")?.textContent).toBe("1 story taken down. This story was not taken down:");
  expect(find("[role=dialog] ul")?.textContent).toBe(
    "BridgeYou need the right to take down in Sport. Ask an administrator.",
  );
  expect(bar()).toBe("1 story selected");
  expect([box("Ferry")?.checked, box("Bridge")?.checked]).toEqual([false, true]);
  expect(router.refresh).toHaveBeenCalled();
});

test("the focus goes back to the row when the selection is cleared by its button", async () => {
  await click(box("Bridge"));
  button("Clear selection")?.focus();
  await click(button("Clear selection"));
  expect(bar()).toBeUndefined();
  expect(document.activeElement).toBe(row("bridge"));
});

test("the focus goes to the next row when the row that was selected last leaves the list", async () => {
  await click(box("Ferry"));
  await act(async () => button("Clear selection")?.focus());
  await click(button("Clear selection"));
  expect(document.activeElement).toBe(row("ferry"));
  await show(stories.slice(1));
  expect(document.activeElement).toBe(row("bridge"));
});

test("another list begins without a selection, and a story of both keeps its row", async () => {
  await click(box("Bridge"));
  const pressed = row("bridge");
  await show(stories.slice(1), "/desk?copy=FILED");
  expect(row("bridge")).toBe(pressed);
  expect([bar(), box("Bridge")?.checked]).toEqual([undefined, false]);
});
