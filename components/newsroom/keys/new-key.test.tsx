// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { presets } from "#lib/roles/policy.ts";
import { stubLayout } from "#prisma/testing/jsdom.ts";

const sent: unknown[] = [];
vi.mock("next/navigation", () => ({ useRouter: () => ({ refresh: () => {} }) }));
vi.mock("#lib/api-keys/actions.ts", () => ({
  createKey: async (input: unknown) => {
    sent.push(input);
    return { ok: false, code: "NOT_ALLOWED" };
  },
}));
const { NewKeyButton } = await import("./new-key.tsx");

const choice = (value: string, privileges = presets.REPORTER.privileges) => ({
  value,
  name: value,
  inSentence: value,
  may: "",
  privileges,
});
const choices = [choice("REPORTER"), choice("Sport desk", ["write", "publish"])];

let root: Root;
beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  stubLayout();
  sent.length = 0;
  root = createRoot(document.body.appendChild(document.createElement("div")));
  await act(async () =>
    root.render(
      <MantineProvider env="test">
        <NewKeyButton choices={choices} />
      </MantineProvider>,
    ),
  );
  await act(async () => document.querySelector("button")?.click());
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.innerHTML = "";
  vi.unstubAllGlobals();
});

const box = (value: string) => {
  const found = document.querySelector<HTMLInputElement>(`[role="dialog"] input[value="${value}"]`);
  if (!found) throw new Error(`no box ${value}`);
  return found;
};

test("the form of a new key names the right that the chosen role lacks for a box", async () => {
  expect([box("publish").disabled, box("schedule").disabled]).toEqual([true, true]);
  expect(document.body.textContent).toContain("Needs a role with the right to publish.");
  await act(async () => box("Sport desk").click());
  expect([box("publish").disabled, box("schedule").disabled]).toEqual([false, true]);
  expect(document.body.textContent).not.toContain("Needs a role with the right to publish.");
  expect(document.body.textContent).toContain("Needs a role with the right to schedule.");
});

test("a box that was ticked for another role is not sent", async () => {
  await act(async () => box("Sport desk").click());
  await act(async () => box("publish").click());
  await act(async () => box("REPORTER").click());
  await act(async () => document.querySelector("form")?.requestSubmit());
  expect(sent).toEqual([{ name: "", role: "REPORTER", scopes: ["create", "edit", "upload", "file"], days: 365 }]);
});
