// @vitest-environment jsdom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type SavedField, useSavedField } from "./use-saved-field.ts";

let root: Root;
let field: SavedField<string>;
const save = vi.fn<(value: string, seen: string) => Promise<{ ok: true; stored: string }>>();

function Field({ stored }: { stored: string }) {
  field = useSavedField<string, string>({
    stored,
    toValue: (text) => text.trim(),
    save,
    reread: async () => {},
    explain: () => "Not saved.",
    pauseMs: 1_000,
  });
  return field.draft ?? stored;
}
const show = (stored: string) => act(async () => root.render(<Field stored={stored} />));
const text = () => document.body.textContent;

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.useFakeTimers();
  save.mockReset().mockImplementation(async (stored) => ({ ok: true, stored }));
  root = createRoot(document.body.appendChild(document.createElement("div")));
  await show("Call the mayor.");
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a field that nobody is typing in shows a colleague's new value at once", async () => {
  await show("Call the harbour master.");
  expect(text()).toBe("Call the harbour master.");
  expect(field.hasClash).toBe(false);
});

test("a colleague's new value does not replace what is typed, and both are offered at once", async () => {
  await act(async () => field.type("Call the mayor, twice."));
  await show("Call the harbour master.");
  expect(text()).toBe("Call the mayor, twice.");
  expect(field.hasClash).toBe(true);
  await act(async () => field.keepMine());
  expect(save).toHaveBeenLastCalledWith("Call the mayor, twice.", "Call the harbour master.");
});

test("a person who goes on typing while their own value is stored is asked nothing", async () => {
  let finish = (_: { ok: true; stored: string }) => {};
  save.mockImplementationOnce(
    () =>
      new Promise((resolve) => {
        finish = resolve;
      }),
  );
  await act(async () => field.type("Call the mayor, twice."));
  await act(async () => vi.advanceTimersByTime(1_000));
  await act(async () => field.type("Call the mayor, twice. Then write."));
  await show("Call the mayor, twice.");
  await act(async () => finish({ ok: true, stored: "Call the mayor, twice." }));
  expect([text(), field.hasClash]).toEqual(["Call the mayor, twice. Then write.", false]);
  await act(async () => vi.advanceTimersByTime(1_000));
  expect(save).toHaveBeenLastCalledWith("Call the mayor, twice. Then write.", "Call the mayor, twice.");
});
