// @vitest-environment jsdom
import { MantineProvider, Tabs } from "@mantine/core";
import { act, useState } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stubLayout } from "#prisma/testing/jsdom.ts";
import { Lookup } from "../lookup.ts";
import type { Card } from "./cards.ts";
import { SuggestionsPanel } from "./suggestions-panel.tsx";

const names = {
  sections: [],
  topics: [],
  authors: [],
  stories: [],
  people: [],
  collections: [],
  pictures: {},
  media: {},
};
const lookup = new Lookup(names);
const card = (id: string): Card => ({ id, personId: null, at: null, pos: 1, parts: [{ verb: "Add ", words: id }] });

function Screen() {
  const [cards, setCards] = useState([card("one"), card("two")]);
  return (
    <Tabs value="suggestions">
      <Tabs.List>
        <Tabs.Tab value="suggestions">Suggestions</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="suggestions">
        <SuggestionsPanel
          lookup={lookup}
          suggestions={{
            cards,
            active: null,
            isOn: false,
            only: false,
            may: true,
            settles: true,
            isOwn: () => false,
            turn: () => {},
            choose: () => {},
            // As in the editor, the card goes some time after its suggestion.
            settle: (_verdict, id) => void setTimeout(() => setCards((now) => now.filter((one) => one.id !== id)), 50),
          }}
        />
      </Tabs.Panel>
    </Tabs>
  );
}

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  stubLayout();
  vi.useFakeTimers();
});
afterEach(() => {
  // jsdom scheduled a frame by the fake clock when the focused button was removed. If it never comes, no later frame does.
  vi.runOnlyPendingTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  document.body.innerHTML = "";
});

test("the focus goes on to the next suggestion when one is accepted, and to the tab after the last one", async () => {
  const host = document.body.appendChild(document.createElement("div"));
  const root = createRoot(host);
  await act(async () =>
    root.render(
      <MantineProvider>
        <Screen />
      </MantineProvider>,
    ),
  );
  const accept = () => {
    const button = [...host.querySelectorAll("button")].find((one) => one.textContent === "Accept");
    button?.focus();
    return act(async () => {
      button?.click();
      await vi.advanceTimersByTimeAsync(100);
    });
  };
  await accept();
  expect(document.activeElement?.getAttribute("aria-label")).toContain("two");
  await accept();
  expect(document.activeElement?.getAttribute("role")).toBe("tab");
  await act(async () => root.unmount());
});
