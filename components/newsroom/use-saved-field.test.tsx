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

test("what is typed and not saved yet is in the field again after a reload of the tab, and is saved then", async () => {
  const Kept = ({ stored }: { stored: string }) => {
    field = useSavedField<string, string>({
      stored,
      toValue: (text) => text,
      save,
      reread: async () => {},
      explain: () => "Not saved.",
      pauseMs: 1_000,
      keepAs: "test:kept",
    });
    return field.draft ?? stored;
  };
  await act(async () => root.render(<Kept stored="Old" />));
  save.mockImplementation(() => new Promise(() => {})); // the page is gone before an answer
  await act(async () => field.type("Typed"));
  await act(async () => root.unmount());
  save.mockReset().mockImplementation(async (stored) => ({ ok: true, stored }));
  root = createRoot(document.body.appendChild(document.createElement("div")));
  await act(async () => root.render(<Kept stored="Old" />));
  expect(field.draft).toBe("Typed");
  await act(async () => vi.advanceTimersByTime(1_000));
  expect(save).toHaveBeenLastCalledWith("Typed", "Old");
  await act(async () => root.render(<Kept stored="Typed" />));
  expect(sessionStorage.getItem("test:kept")).toBeNull();
});

test("a list to which a colleague adds while it is changed is merged without a question, and keeps the added entry", async () => {
  let list: SavedField<string[]> = null as never;
  let isStored = ["sea"];
  const mergeInto = vi.fn(async (value: string[], seen: string[]) => {
    isStored = [...isStored.filter((item) => value.includes(item) || !seen.includes(item)), ...value].filter(
      (item, index, all) => all.indexOf(item) === index,
    );
    return { ok: true as const, stored: isStored };
  });
  const List = ({ stored }: { stored: string[] }) => {
    list = useSavedField<string[], string[]>({
      stored,
      toValue: (items) => items,
      save: mergeInto,
      reread: async () => {},
      explain: () => "Not saved.",
      pauseMs: 1_000,
      isSame: (one, other) => one.join() === other.join(),
      isMerged: true,
    });
    return (list.draft ?? stored).join();
  };
  const render = () => act(async () => root.render(<List stored={isStored} />));
  await render();
  await act(async () => list.type(["sea", "boat"]));
  isStored = ["sea", "fog"]; // a colleague
  await render();
  expect(list.hasClash).toBe(false);
  await act(async () => vi.advanceTimersByTime(1_000));
  await render();
  expect(text()).toBe("sea,fog,boat");
  await act(async () => list.leave());
  expect(isStored).toEqual(["sea", "fog", "boat"]);
});
