import { expect } from "vitest";
import { paragraph, type StoryParts, storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { Newsroom, type Reporter } from "./newsroom.ts";

export const openStory = (parts: StoryParts = { headline: "Head", body: [paragraph("One two three")] }): Newsroom =>
  new Newsroom(storyDocument(parts));

/** Everybody sends and receives until nothing is unsent; then all have the server's text. */
export async function settle(newsroom: Newsroom, ...reporters: Reporter[]): Promise<void> {
  for (let i = 0; i < 20; i++) {
    for (const reporter of reporters) await reporter.loop.flush();
    newsroom.tell();
    if (reporters.every(({ loop }) => !loop.hasUnsent)) break;
  }
  guardDocument(newsroom.doc);
  for (const reporter of reporters) expect(reporter.state.doc.eq(newsroom.doc)).toBe(true);
}
