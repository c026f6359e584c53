"use client";
import { notifications } from "@mantine/notifications";
import { useEffect } from "react";
import { type LeftOut, onPasteReport } from "./paste-report.ts";

/** Names of a line that are listed; the others are counted. */
const maxNames = 5;

function Line({ line }: { line: LeftOut }) {
  const { what, count, advice, names = [] } = line;
  const more = names.length - maxNames;
  return (
    <div>
      {what(count)}
      {names.length > 0 && `: ${names.slice(0, maxNames).join(", ")}${more > 0 ? ` and ${more} more` : ""}`}. {advice}
    </div>
  );
}

/** Says what a paste or drop in this editor left out. It stays until it is closed: somebody may have to look for it. */
export function useShownPasteReport(): void {
  useEffect(
    () =>
      onPasteReport((lines) => {
        notifications.show({
          title: "Not everything was pasted",
          message: lines.map((line) => <Line key={line.key} line={line} />),
          color: "yellow",
          autoClose: false,
          closeButtonProps: { "aria-label": "Close" },
        });
      }),
    [],
  );
}
