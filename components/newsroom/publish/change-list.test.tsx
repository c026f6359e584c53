import { MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Person } from "#lib/actor.ts";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { NewsroomProvider } from "../newsroom-context.tsx";
import { ChangeList } from "./change-list.tsx";
import { CheckList } from "./check-list.tsx";
import { listed } from "./listed-changes.ts";

const edie: Person = { kind: "person", id: "e", name: "Edie Marsh", email: "", role: "EDITOR", sessionId: "s" };
const rob = { id: "r", name: "Rob Lund" };
const rendered = (children: ReactNode): string =>
  renderToStaticMarkup(
    <MantineProvider>
      <NewsroomProvider actor={edie} zone="UTC" language="en" byline={null} unsentKey="">
        {children}
      </NewsroomProvider>
    </MantineProvider>,
  );

const story = (fare: string, label: "" | "analysis"): NodeJson =>
  storyDocument({
    headline: "Fares",
    body: [{ ...paragraph(fare), attrs: { id: "aaaaaaaaaaaa" } }],
    fields: { label },
  }).toJSON();
const changes = listed(
  {
    version: 3,
    published: 2,
    before: story("The fare is 240.", ""),
    after: story("The fare is 340.", "analysis"),
    names: { sections: [], topics: [], authors: [], stories: [], people: [], collections: [], pictures: {}, media: {} },
    changedBy: { "field label": [rob], aaaaaaaaaaaa: [edie] },
  },
  edie.id,
);

test("counts a change as one's own only if nobody else contributed to it", () => {
  expect(changes.list.map(({ key, isMine }) => [key, isMine])).toEqual([
    ["field label", false],
    ["aaaaaaaaaaaa", true],
  ]);
});

test("shows each change with its text and its authors", () => {
  const html = rendered(<ChangeList changes={changes} />);
  expect(html).toContain("Changed by Rob Lund");
  expect(html).toContain("Changed by you");
  expect(html).toMatch(/<del>.*240.*<\/del>/);
  expect(html).toMatch(/<ins>.*340.*<\/ins>/);
});

test("gives each change that can be chosen a checkbox described by its text", () => {
  const html = rendered(<ChangeList changes={changes} isChosen={({ isMine }) => isMine} onChoose={() => {}} />);
  const boxes = html.match(/<input[^>]*type="checkbox"[^>]*>/g) ?? [];
  expect(boxes.map((box) => box.includes("checked"))).toEqual([false, true]);
  for (const box of boxes) {
    const described = /aria-describedby="([^"]+)"/.exec(box)?.[1]?.split(" ").at(0) ?? "";
    expect(html).toContain(`id="${described}"`);
  }
});

test("shows open comments and suggestions as warnings with their first words, and states the length of a long headline", () => {
  const html = rendered(
    <CheckList
      kind="STORY"
      missing={[]}
      questions={[{ code: "LONG_HEADLINE", severity: "WARN", count: 71 }]}
      comments={[{ id: "1", by: "Rob Lund", block: "aaaaaaaaaaaa", text: "Do we have this from two places?" }]}
      suggestions={[{ id: "2", by: "Rob Lund", block: null, added: "340", removed: "240" }]}
      onGo={() => {}}
    />,
  );
  const words = html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
  expect(words).toContain("1 open comment Rob Lund: “Do we have this from two places?”");
  expect(words).toContain("1 open suggestion Readers get the text without them. Rob Lund: Replace “240” with “340”");
  expect(words).toContain("The headline has 71 characters");
  expect(words).not.toContain("are in order");
});
