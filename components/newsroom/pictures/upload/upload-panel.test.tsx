// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type UploadClient, type UploadedFile, UploadList } from "./upload-list.ts";
import { UploadPanel } from "./upload-panel.tsx";

const trash = vi.fn<UploadClient["trash"]>();
let root: Root;
let list: UploadList;
let answers: ((answer: Awaited<ReturnType<UploadClient["upload"]>>) => void)[];
beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  window.matchMedia ??= (() => ({ matches: false, addEventListener() {}, removeEventListener() {} })) as never;
  trash.mockReset().mockResolvedValue({ ok: true, data: {} });
  answers = [];
  list = new UploadList({
    upload: () => new Promise((answer) => answers.push(answer)),
    discard: async () => {},
    trash,
  });
  root = createRoot(document.body.appendChild(document.createElement("div")));
  list.subscribe(show);
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

const show = () =>
  root.render(
    <MantineProvider env="test">
      <UploadPanel list={list} items={list.items()} />
    </MantineProvider>,
  );
const look = (id: string) => ({
  id,
  width: 30,
  height: 20,
  src: `/${id}`,
  caption: "",
  credit: "",
  fileName: `${id}.jpg`,
});
const add = (...names: string[]) =>
  act(async () =>
    list.add(
      names.map((name) => new File(["x"], name)),
      null,
    ),
  );
const end = (index: number, data: Partial<UploadedFile>) =>
  act(async () => answers[index]?.({ ok: true, data: { picture: look("new"), isNew: true, alike: [], ...data } }));
const text = () => document.querySelector("section")?.textContent ?? "";
const press = (name: string) =>
  act(async () => [...document.querySelectorAll("button")].find((each) => each.textContent === name)?.click());

test("counts what is uploaded and offers to clear the list when all is finished", async () => {
  await add("a.jpg", "b.jpg");
  await end(0, {});
  expect(text()).toContain("1 of 2 uploaded");
  expect(text()).not.toContain("Clear finished");
  await end(1, {});
  await press("Clear finished");
  expect(text()).toBe("");
});

test("asks whether to use the picture that the library has already", async () => {
  await add("a.jpg");
  await end(0, { isNew: false });
  expect(text()).toContain("This picture is already in the library. Use the existing one?");
  await press("Use the existing one");
  expect(text()).toContain("1 of 1 uploaded");
  expect(trash).not.toHaveBeenCalled();
});

test("shows a picture beside one that looks like it; the new one goes to the trash only on request", async () => {
  await add("a.jpg", "b.jpg");
  await end(0, { alike: [look("old")] });
  await end(1, { alike: [look("old")], picture: look("second") });
  expect([...document.querySelectorAll("img")].map(({ alt }) => alt)).toEqual([
    "new.jpg",
    "old.jpg",
    "second.jpg",
    "old.jpg",
  ]);
  await press("Keep both");
  expect(trash).not.toHaveBeenCalled();
  await press("Use the existing one");
  expect(trash).toHaveBeenCalledWith("second");
  expect(text()).toContain("2 of 2 uploaded");
});

test("keeps the question when the new picture cannot be moved to the trash, and says why", async () => {
  trash.mockResolvedValue({ ok: false, code: "NOT_ALLOWED" });
  await add("a.jpg");
  await end(0, { alike: [look("old")] });
  await press("Use the existing one");
  expect(text()).toContain("Your role does not allow this.");
  expect(text()).toContain("Keep both");
});
