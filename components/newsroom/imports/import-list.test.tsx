// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ImportRow } from "#lib/import-runs/types.ts";
import { NewsroomProvider } from "../newsroom-context.tsx";
import { ImportList } from "./import-list.tsx";

const { actions, refresh, router } = vi.hoisted(() => {
  const refresh = vi.fn();
  return {
    refresh,
    router: { refresh },
    actions: {
      pauseRun: vi.fn(async () => ({ ok: true, data: undefined })),
      resumeRun: vi.fn(async () => ({ ok: true, data: undefined })),
      undoRun: vi.fn(async () => ({ ok: true, data: undefined })),
      repeatImport: vi.fn(async () => ({ ok: true, data: { id: "2" } })),
      readProblems: vi.fn(async () => ({
        ok: true,
        data: { items: [{ place: "export.xml:120", problems: ["it has no headline"], count: 1 }], total: 10_000 },
      })),
      readFoundNames: vi.fn(async () => ({
        ok: true,
        data: {
          names: {
            sections: {
              found: [{ name: "Sports", count: 7, to: null, same: null, alike: ["Sports!"] }],
              here: ["Sport"],
            },
            topics: { found: [], here: [] },
            authors: {
              found: [{ name: "Anna Berg", count: 2, to: null, same: "Anna Berg", alike: [] }],
              here: ["Anna Berg"],
            },
          },
          findings: [{ meaning: "stories came in unpublished", count: 3 }],
        },
      })),
    },
  };
});
vi.mock("#lib/import-runs/actions.ts", () => actions);
vi.mock("next/navigation", () => ({ useRouter: () => router }));

const row: ImportRow = {
  id: "1",
  name: "export.xml",
  format: "wxr",
  isDryRun: false,
  only: null,
  state: "RUNNING",
  done: 500,
  total: 1000,
  problem: "",
  by: "Lena",
  createdAt: "2026-11-28T11:00:00Z",
  finishedAt: null,
  canUndo: false,
  counts: {
    imported: 480,
    live: 470,
    drafts: 10,
    known: 0,
    published: 0,
    replaced: 0,
    pictures: 12,
    files: 1,
    skipped: 20,
    warnings: 1,
  },
};
const newsroom = { actor: {} as never, zone: "UTC", language: "en-GB", unsentKey: "", byline: null, slots: "" };
let root: Root;

async function show(...imports: ImportRow[]): Promise<void> {
  await act(async () =>
    root.render(
      <MantineProvider env="test">
        <NewsroomProvider {...newsroom}>
          <ImportList imports={imports} />
        </NewsroomProvider>
      </MantineProvider>,
    ),
  );
}
const button = (name: string) => [...document.querySelectorAll("button")].find((each) => each.textContent === name);
const press = (name: string) => act(async () => button(name)?.click());

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  vi.useFakeTimers({ now: new Date("2026-11-28T12:00:00Z") });
  window.matchMedia ??= (() => ({ matches: false, addEventListener() {}, removeEventListener() {} })) as never;
  root = createRoot(document.body.appendChild(document.createElement("div")));
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.clearAllMocks();
});

test("shows the progress of an import that runs, reads it again every two seconds, and pauses it", async () => {
  await show(row);
  expect(document.body.textContent).toContain(
    "500 of 1,000 items · 480 imported (470 published, 10 unpublished) · 12 pictures · 1 file · 20 skipped · 1 warning",
  );
  await act(async () => vi.advanceTimersByTime(4_000));
  expect(refresh).toHaveBeenCalledTimes(2);
  await press("Pause");
  expect(actions.pauseRun).toHaveBeenCalledWith({ importId: "1" });
});

test("offers the report and undo when an import has finished, and no longer reads it again", async () => {
  await show({ ...row, state: "DONE", done: 1000, canUndo: true });
  await act(async () => vi.advanceTimersByTime(4_000));
  expect(refresh).not.toHaveBeenCalled();
  expect(document.querySelector('a[href="/api/imports/report?importId=1"]')?.textContent).toBe("Download report");
  await press("Undo import");
  expect(document.body.textContent).toContain("Stories that somebody has edited");
});

test("says why an import failed, and tries it again", async () => {
  await show({ ...row, state: "FAILED", problem: "Nothing was found in it that can be read." });
  expect(document.body.textContent).toContain("Nothing was found in it that can be read.");
  await press("Try again");
  expect(actions.resumeRun).toHaveBeenCalledWith({ importId: "1" });
});

test("offers nothing to undo or to import again where an archive could not be opened", async () => {
  const opened = { ...row, state: "FAILED", canUndo: true } as const;
  await show(opened);
  const undo = "Import items againUndo import";
  expect(document.body.textContent).toContain(undo);
  await show({ ...opened, format: "", total: null });
  expect(document.body.textContent).toContain("Unknown format · Lena");
  expect(document.body.textContent).toContain("No item has been imported.");
  expect(document.body.textContent).not.toMatch(/Import items again|Undo import/);
});

test("lists the names that a dry run has found before the import begins", async () => {
  await show({ ...row, isDryRun: true, state: "DONE" });
  await press("Choose names and import");
  expect(document.querySelector('[aria-label="Name here for Sports"]')).not.toBeNull();
  expect(document.body.textContent).toContain("Sports 7 itemsNew, apart from Sports!");
  expect(document.body.textContent).toContain("Here as Anna Berg");
  expect(document.body.textContent).toContain("3 × stories came in unpublished");
  await press("Import");
  expect(actions.repeatImport).toHaveBeenCalledWith({
    importId: "1",
    isDryRun: false,
    mapping: { sections: {}, topics: {}, authors: {} },
  });
});

test("imports chosen items once more, and says that only the first of many problems are listed", async () => {
  await show({ ...row, state: "DONE" });
  await press("Import items again");
  await act(async () => vi.advanceTimersByTime(1_000));
  expect(document.body.textContent).toContain("1 of 10,000 items. Search to find the others.");
  expect(button("Import again")?.disabled).toBe(true);
  await act(async () => document.querySelector<HTMLInputElement>('[aria-label="Items with problems"] input')?.click());
  await press("Import again");
  expect(actions.repeatImport).toHaveBeenCalledWith({ importId: "1", isDryRun: false, only: ["export.xml:120"] });
});
