"use client";
import { notifications } from "@mantine/notifications";
import { useEffect } from "react";
import { type LeftOut, onPasteReport } from "./paste-report.ts";

/** Maximum number of names listed in a line; the rest is counted. */
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

/** Shows what a paste or drop in this editor left out, until the writer closes it. */
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
