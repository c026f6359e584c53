// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stubLayout } from "#prisma/testing/jsdom.ts";
import { Dialog } from "../dialog.tsx";
import { RowMenu } from "./row-menu.tsx";

beforeEach(stubLayout);
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

/** Milliseconds: menus and dialogs fade, and a busy machine takes its time. */
const patience = { timeout: 15_000 };

function find(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`${selector} is not on the page`);
  return found;
}

test("returns the focus to the button of the menu when a dialog that the menu opened is closed", async () => {
  const root = createRoot(document.body.appendChild(document.createElement("div")));
  root.render(
    <MantineProvider>
      <RowMenu
        name="Ferry"
        entries={[
          {
            label: "Rename",
            dialog: (opened, close) => (
              <Dialog opened={opened} onClose={close} title="Rename the snippet">
                <input aria-label="Name" data-autofocus />
              </Dialog>
            ),
          },
        ]}
      />
    </MantineProvider>,
  );
  const button = await vi.waitFor(() => find('[aria-label="Actions for Ferry"]'), patience);
  button.focus();
  button.click();
  const item = await vi.waitFor(() => find("[role=menuitem]"), patience);
  item.focus();
  item.click();
  await vi.waitFor(() => expect(document.activeElement).toBe(find('[aria-label="Name"]')), patience);
  document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  await vi.waitFor(() => expect(document.querySelector("[role=dialog]")).toBeNull(), patience);
  await vi.waitFor(() => expect(document.activeElement).toBe(button), patience);
  root.unmount();
});
