"use client";
import { useHotkeys } from "@mantine/hooks";

/** J and K move the focus from row to row; Enter opens the focused row, like any link. */
export function RowKeys() {
  useHotkeys([
    ["j", () => move(1)],
    ["k", () => move(-1)],
  ]);
  return null;
}

function move(by: 1 | -1): void {
  if (document.querySelector("[aria-modal=true]")) return; // a dialog is open above the list
  const rows = [...document.querySelectorAll<HTMLElement>("[data-story]")];
  const here = rows.indexOf(document.activeElement as HTMLElement);
  const next = rows[here < 0 ? 0 : here + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
