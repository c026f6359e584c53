import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { EventRow } from "#lib/audit/data.ts";
import type { SentencePart } from "./sentences/rule.ts";
import { actorOf, sentenceOf, sentenceRules } from "./sentences.ts";

const lib = path.join(import.meta.dirname, "../../../lib");

/** Every action that is recorded in lib, found by its literal name in the source. */
const recorded = new Set(
  fs
    .readdirSync(lib, { recursive: true, encoding: "utf8" })
    .filter((name) => /mutations\.ts$|^newsroom\/.*\.ts$|^jobs\/.*\.ts$/.test(name) && !name.endsWith(".test.ts"))
    .flatMap((name) => [
      ...fs
        .readFileSync(path.join(lib, name), "utf8")
        .matchAll(
          /"((?:story|person|role|section|topic|author|front|picture|media|setting|press|redirect|breaking|report|review|template|snippet|collection|promotion|job|style|import|key|webhook|partner|wire)\.[a-z_]+)"/g,
        ),
    ])
    .map((match) => match[1] ?? ""),
);

const plain = (parts: SentencePart[]) => parts.map((part) => (typeof part === "string" ? part : part.text)).join("");
const event = (action: string, subjectName: string, detail: EventRow["detail"] = {}) => ({
  action,
  subjectKind: action.split(".")[0] ?? "",
  subjectId: "id",
  subjectName,
  detail,
  isPage: false,
});
const said = (...given: Parameters<typeof event>) => plain(sentenceOf(event(...given)));

describe("sentences of the audit log", () => {
  test("has a sentence for exactly the actions that are recorded", () => {
    expect(recorded.size).toBeGreaterThan(30);
    expect(Object.keys(sentenceRules).sort()).toEqual([...recorded].sort());
  });

  test("calls no two actions the same in the filter", () => {
    const labels = Object.values(sentenceRules).map(({ label }) => label);
    expect(labels.filter((label, at) => labels.indexOf(label) < at)).toEqual([]);
  });

  test("reads well without details", () => {
    for (const action of Object.keys(sentenceRules)) {
      expect(said(action, "Subject"), action).not.toMatch(/undefined|null|NaN|\[object|“”| {2}|:\s*$/);
    }
  });

  test("names a guest who acted by a review link, and Galley for what nobody did", () => {
    const detail = { guest: "Ada Quill" };
    expect(actorOf({ actor: null, action: "review.opened", detail })).toBe("Ada Quill (guest)");
    expect(actorOf({ actor: { id: "1", name: "Lena" }, action: "review.shared", detail })).toBe("Lena");
    expect(actorOf({ actor: null, action: "story.published", detail })).toBe("Galley");
    expect(said("review.shared", "Ferry", detail)).toBe("shared Ferry for review with Ada Quill");
    expect(said("review.revoked", "Ferry", detail)).toBe("ended the review link of Ada Quill to Ferry");
  });

  test("names the action and its details", () => {
    expect(said("story.sent_back", "Ferry", { note: "Who says so?" })).toBe("sent back Ferry: “Who says so?”");
    expect(said("story.published", "Ferry", { path: "/city/2026/11/24/ferry" })).toBe(
      "published Ferry at /city/2026/11/24/ferry",
    );
    expect(said("person.role_changed", "Ada", { from: "REPORTER", to: "EDITOR" })).toBe(
      "changed the role of Ada from reporter to editor",
    );
    expect(said("topic.merged", "Trams", { intoName: "Transport" })).toBe("merged the topic Trams into Transport");
    expect(said("front.launched", "Front page", { number: 4 })).toBe("launched Front page (launch 4)");
    expect(said("setting.changed", "Ledger", { fields: ["name", "timeZone"] })).toBe(
      "changed the settings: name, time zone",
    );
    expect(said("section.changed", "Town", { from: "City", path: "/town" })).toBe(
      "changed the section Town, formerly “City”, and moved it to /town",
    );
  });

  test("links to stories, including those without a headline", () => {
    expect(sentenceOf(event("story.filed", ""))).toEqual([
      "filed ",
      { text: "a story without a headline", href: "/desk/stories/id" },
    ]);
  });

  test("calls a standing page a page", () => {
    const of = (name: string) =>
      plain(sentenceOf({ ...event("story.published", name, { path: "/about" }), isPage: true }));
    expect(of("About us")).toBe("published the page About us at /about");
    expect(of("")).toBe("published a page without a headline at /about");
  });

  test("gives a readable sentence for an unknown action of a newer version", () => {
    expect(said("story.serialised", "Ferry")).toBe("story serialised: Ferry");
  });
});
