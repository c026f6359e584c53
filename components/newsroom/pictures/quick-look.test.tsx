// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { act, useState } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Person } from "#lib/actor.ts";
import type { LibraryPicture } from "#lib/pictures/library/types.ts";
import { stubLayout } from "#prisma/testing/jsdom.ts";
import { NewsroomProvider } from "../newsroom-context.tsx";
import { QuickLook } from "./quick-look.tsx";

/** On a busy machine everything takes longer. */
const patience = { timeout: 30_000 };

const pictureOf = (id: string): LibraryPicture => ({
  id,
  width: 300,
  height: 200,
  color: "#334455",
  src: `/pictures/${id}/320.webp`,
  large: `/pictures/${id}/1600.webp`,
  alt: "",
  caption: `Caption of ${id}`,
  credit: "",
  source: "",
  keywords: [],
  rights: "UNKNOWN",
  fileName: `${id}.jpg`,
  uploaderId: null,
  createdAt: "2026-11-24T09:00:00.000Z",
  withdrawnAt: null,
});
const pictures = ["one", "two", "three"].map(pictureOf);
const pages = { pictures, hasMore: false, isLoading: false, failure: null, loadMore: () => {} };
const actor: Person = { kind: "person", id: "p", name: "P", email: "", role: "EDITOR", sessionId: "" };
const toggle = vi.fn();
const onClose = vi.fn();

function Looking() {
  const [picture, show] = useState(pictures[0] as LibraryPicture);
  const selection = {
    items: [],
    has: () => false,
    toggle,
    extendTo: () => {},
    selectAll: () => {},
    drop: () => {},
    clear: () => {},
  };
  return <QuickLook picture={picture} pages={pages} selection={selection} onShow={show} onClose={onClose} />;
}

let root: Root;
/** As if the focus had not moved into the dialog yet. */
const press = (key: string) =>
  act(async () => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })));
const label = () => document.querySelector("[role=dialog]")?.getAttribute("aria-label");

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  stubLayout();
  root = createRoot(document.body.appendChild(document.createElement("div")));
  await act(async () =>
    root.render(
      <MantineProvider env="test">
        <NewsroomProvider actor={actor} zone="UTC" language="en-GB" byline={null} unsentKey="">
          <Looking />
        </NewsroomProvider>
      </MantineProvider>,
    ),
  );
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

test("arrow keys show the next and the previous picture, and stop at both ends", async () => {
  expect(label()).toBe("Quick look: Caption of one");
  await press("ArrowLeft");
  expect(label()).toBe("Quick look: Caption of one");
  for (const _ of pictures) await press("ArrowRight");
  expect(label()).toBe("Quick look: Caption of three");
  await press("ArrowLeft");
  expect(label()).toBe("Quick look: Caption of two");
});

test("X selects the picture that is shown, and Space closes the quick look", async () => {
  await press("ArrowRight");
  await press("x");
  expect(toggle).toHaveBeenLastCalledWith(pictures[1]);
  await press(" ");
  expect(onClose).toHaveBeenCalledOnce();
});

test("closing it focuses the picture that was shown, even if the focus never left the one that was opened", async () => {
  const [first, second] = pictures.map(({ id }) => {
    const link = document.createElement("a");
    link.href = `/desk/pictures/${id}`;
    link.dataset.picture = id;
    return document.body.appendChild(link);
  });
  await press("ArrowRight");
  first?.focus();
  await act(async () => root.render(null));
  await vi.waitFor(() => expect(document.activeElement).toBe(second), patience);
});
