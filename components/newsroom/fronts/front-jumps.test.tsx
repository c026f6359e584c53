// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FrontJumps, focusPane, paneId } from "./front-jumps.tsx";
import type { FrontJump } from "./front-keys.ts";

let root: Root;
let jumps: FrontJump[];
const part = (pane: "stories" | "draft" | "live", inside = "") =>
  `<section id="${paneId(pane)}" tabindex="-1">${inside}</section>`;
const press = (key: string, given: KeyboardEventInit = {}) =>
  act(async () => {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...given });
    (document.activeElement ?? document.body).dispatchEvent(event);
  });

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }));
  jumps = [];
  const page = document.body.appendChild(document.createElement("div"));
  root = createRoot(page);
  await act(async () =>
    root.render(
      <MantineProvider env="test">
        <FrontJumps onJump={(jump) => jumps.push(jump)} />
      </MantineProvider>,
    ),
  );
  document.body.insertAdjacentHTML(
    "beforeend",
    part("stories", '<button></button><input type="search">') +
      part("draft", '<button></button><ul><li data-card="1" tabindex="0"></li></ul>') +
      part("live"),
  );
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.innerHTML = "";
  vi.unstubAllGlobals();
});

test("the first three Tabs of a front are links to its parts", async () => {
  const links = [...document.querySelectorAll<HTMLAnchorElement>("nav a")];
  expect(links.map(({ textContent }) => textContent)).toEqual(["Skip to stories", "Skip to draft", "Skip to live"]);
  for (const link of links) await act(async () => link.click());
  expect(jumps).toEqual(["stories", "draft", "live"]);
});

test("keys lead to the parts and to the launch, also from a text field, but not from a dialog", async () => {
  document.querySelector("input")?.focus();
  await press("D", { altKey: true, shiftKey: true });
  await press("Enter", { altKey: true, shiftKey: true });
  expect(jumps).toEqual(["draft", "launch"]);
  document.body.insertAdjacentHTML("beforeend", '<div role="dialog" aria-modal="true"></div>');
  await press("L", { altKey: true, shiftKey: true });
  expect(jumps).toHaveLength(2);
});

test("a jump puts the focus on the search, on the first card, or on a part without either", () => {
  focusPane("stories");
  expect(document.activeElement?.tagName).toBe("INPUT");
  focusPane("draft");
  expect(document.activeElement?.getAttribute("data-card")).toBe("1");
  focusPane("live");
  expect(document.activeElement?.id).toBe(paneId("live"));
});
