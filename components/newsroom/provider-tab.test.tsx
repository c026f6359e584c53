// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ProviderTab } from "./provider-tab.tsx";
import { SignedInSignal } from "./signed-in-signal.tsx";

/** On a busy machine everything takes longer. */
const patience = { timeout: 30_000 };

const ines = "0198a000-0000-7000-8000-000000000001";
const somebodyElse = "0198a000-0000-7000-8000-000000000002";
let roots: Root[] = [];
const done = vi.fn<() => void>();

async function show(node: React.ReactNode): Promise<void> {
  const root = createRoot(document.body.appendChild(document.createElement("div")));
  roots.push(root);
  await act(async () => root.render(<MantineProvider>{node}</MantineProvider>));
}

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  done.mockReset();
});
afterEach(async () => {
  for (const root of roots) await act(async () => root.unmount());
  roots = [];
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

test("the button opens the provider in another tab, for the person whose work is on this page", async () => {
  const open = vi.spyOn(window, "open").mockReturnValue(null);
  await show(<ProviderTab provider={{ name: "Example ID", isOnly: false }} personId={ines} isFresh done={done} />);
  const button = document.querySelector("button");
  expect(button?.textContent).toBe("Sign in with Example ID");
  button?.click();
  expect(open).toHaveBeenCalledWith(`/api/sign-in/oidc?tab=1&person=${ines}&fresh=1`, "_blank", "noopener");
});

test("the page goes on once the same person has signed in in the other tab, and not after somebody else", async () => {
  await show(<ProviderTab provider={{ name: "Example ID", isOnly: false }} personId={ines} done={done} />);
  await show(<SignedInSignal personId={somebodyElse} />);
  await show(<SignedInSignal personId={ines} />);
  await vi.waitFor(() => expect(done).toHaveBeenCalled(), patience);
  expect(done).toHaveBeenCalledTimes(1);
});
