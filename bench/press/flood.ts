// Many readers of one story while it is corrected and the database is restarted.
import { fork } from "node:child_process";
import path from "node:path";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import type { Erasure } from "#lib/press/nodes-data.ts";
import { shared } from "#lib/process.ts";
import { correctStory, publishStory } from "#lib/stories/publishing/mutations.ts";
import { createPerson } from "#prisma/factories.ts";
import { allChanges, createReadyStory, setDocument } from "#prisma/story-factories.ts";
import { openHouse } from "#prisma/testing/press-house.ts";
import type { FloodResult } from "./flood-clients.ts";
import { printPaper } from "./paper.ts";

export type FloodRun = {
  clients: number;
  corrections: number;
  /** After so many corrections the database is stopped for a while. */
  disturbAfter: number;
  disturb: () => Promise<void>;
};
export type FloodReport = FloodResult & { renders: number; erasures: Erasure[] };

export async function runFlood({ clients, corrections, disturbAfter, disturb }: FloodRun): Promise<FloodReport> {
  const house = await openHouse((url) => printPaper(url));
  shared().press = house.press;
  const editor = await createPerson("EDITOR");
  const story = await createReadyStory(editor, { body: [paragraph("Fact 0.")] });
  const { path: place } = await publishStory(editor, { storyId: story.id, version: 0, showUpdated: true });
  const child = fork(path.join(import.meta.dirname, "flood-clients.ts"), [String(house.port), place, String(clients)], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
  try {
    await new Promise((resolve) => child.once("message", resolve));
    const erasures: Erasure[] = [];
    for (let fact = 1; fact <= corrections; fact++) {
      const body = [paragraph(`Fact ${fact}.`)];
      await setDocument(story.id, storyDocument({ headline: "A fact", body, fields: { section: story.sectionId } }));
      const correction = {
        storyId: story.id,
        version: 0,
        kind: "CORRECTION",
        note: `Now it is fact ${fact}.`,
        changes: await allChanges(editor, story.id),
      } as const;
      const { erasure } = await correctStory(editor, correction);
      erasures.push(erasure ?? "UNKNOWN");
      const read = new Promise((resolve) => child.once("message", resolve));
      child.send({ gone: fact });
      if (fact === disturbAfter) await disturb();
      await read;
    }
    const result = new Promise<FloodResult>((resolve) =>
      child.once("message", (message) => resolve(message as FloodResult)),
    );
    child.send("stop");
    return { ...(await result), renders: house.press.counts.renders, erasures };
  } finally {
    child.kill("SIGKILL");
    delete shared().press;
    await house.close();
  }
}
