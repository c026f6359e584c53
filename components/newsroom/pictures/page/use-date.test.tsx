// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { act, useState } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { NewsroomProvider } from "#components/newsroom/newsroom-context.tsx";
import { useSavedField } from "#components/newsroom/use-saved-field.ts";
import { UseDate } from "./use-date.tsx";

const pauseMs = 100;
const saved: (string | null)[] = [];
let root: Root;

function Harness() {
  const [stored, setStored] = useState<string | null>(null);
  const term = useSavedField<string | null, string>({
    stored,
    toValue: (instant) => instant || null,
    pauseMs,
    explain: ({ code }) => code,
    save: async (value) => {
      saved.push(value);
      setStored(value);
      return { ok: true, stored: value };
    },
    reread: async () => {},
  });
  return <UseDate label="May be used until" term={term} stored={stored} readOnly={false} isEnd />;
}

const newsroom = { actor: {} as never, zone: "UTC", language: "en-GB", unsentKey: "", byline: null, slots: "" };

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.useFakeTimers({ now: new Date("2026-11-28T12:00:00Z") });
  window.matchMedia ??= (() => ({ matches: false, addEventListener() {}, removeEventListener() {} })) as never;
  saved.length = 0;
  root = createRoot(document.body.appendChild(document.createElement("div")));
  await act(async () =>
    root.render(
      <MantineProvider env="test">
        <NewsroomProvider {...newsroom}>
          <Harness />
        </NewsroomProvider>
      </MantineProvider>,
    ),
  );
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const field = () => document.querySelector("input") as HTMLInputElement;
const fill = (value: string) =>
  act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field(), value);
    field().dispatchEvent(new Event("input", { bubbles: true }));
  });
const pass = (ms: number) => act(async () => vi.advanceTimersByTime(ms));
const ask = () => [...document.querySelectorAll("button")].find((one) => one.textContent === "End its use now");

test("an end in the future is saved after a pause", async () => {
  await fill("2026-12-24T18:00");
  await pass(pauseMs);
  expect(saved).toEqual(["2026-12-24T18:00:00.000Z"]);
  expect(ask()).toBeUndefined();
});

test("an end in the past is saved only once the person confirms it", async () => {
  await fill("2020-01-01T12:00");
  await pass(10 * pauseMs);
  expect(saved).toEqual([]);
  expect(field().value).toBe("2020-01-01T12:00");
  await act(async () => ask()?.click());
  await pass(pauseMs);
  expect(saved).toEqual(["2020-01-01T12:00:00.000Z"]);
  expect(ask()).toBeUndefined();
});

test("a year that is half typed asks, and is not saved when the whole year is in the future", async () => {
  await fill("0202-12-24T18:00");
  expect(ask()).toBeDefined();
  await fill("2027-12-24T18:00");
  await pass(pauseMs);
  expect(ask()).toBeUndefined();
  expect(saved).toEqual(["2027-12-24T18:00:00.000Z"]);
});
