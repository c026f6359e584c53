import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { OpenItems } from "./open-items.tsx";

const done = { by: "Lena", at: "2026-11-24T09:15:00.000Z" };
const ask = { id: "1", text: "Ask the club", done: null };
const check = { id: "2", text: "Check the score", done };

test("lists the lines of a checklist that are not ticked, and how many there are", () => {
  const html = renderToStaticMarkup(<OpenItems lines={[ask, check]} />);
  expect(html).toContain("Checklist: 1 of 2 not ticked");
  expect(html).toContain("Ask the club");
  expect(html).not.toContain("Check the score");
});

test("shows nothing for a checklist that is done, and for a story without one", () => {
  expect(renderToStaticMarkup(<OpenItems lines={[check]} />)).toBe("");
  expect(renderToStaticMarkup(<OpenItems lines={[]} />)).toBe("");
});
