// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stubLayout } from "#prisma/testing/jsdom.ts";

vi.mock("next/navigation", () => ({ usePathname: () => "/desk" }));
const { KeyHelp, KeysDialog, showKeyList } = await import("./key-help.tsx");

let root: Root;
beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  stubLayout();
  document.body.innerHTML = "<input><div></div>";
  root = createRoot(document.querySelector("div") as HTMLElement);
  await KeysDialog.preload();
  await act(async () =>
    root.render(
      <MantineProvider env="test">
        <KeyHelp />
      </MantineProvider>,
    ),
  );
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.innerHTML = "";
  vi.unstubAllGlobals();
});

const press = (target: Element, given: KeyboardEventInit) =>
  act(async () => {
    target.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...given }));
  });
const dialog = () => document.querySelector("[role=dialog]")?.textContent ?? null;

test("a question mark lists the keys of the page, but not in a text field", async () => {
  const field = document.querySelector("input") as HTMLInputElement;
  await press(field, { key: "?" });
  expect(dialog()).toBeNull();
  await press(document.body, { key: "?" });
  expect(dialog()).toContain("Next row");
});

test("Ctrl and a slash list the keys also in a text field, and so does the entry of a menu", async () => {
  const field = document.querySelector("input") as HTMLInputElement;
  await press(field, { key: "/", ctrlKey: true });
  expect(dialog()).toContain("Next row");
  await press(document.querySelector("[role=dialog]") as Element, { key: "Escape" });
  expect(dialog()).toBeNull();
  await act(async () => void showKeyList());
  expect(dialog()).toContain("Next row");
});
