// Many stories show one picture on two nodes; it is withdrawn, and then it expires by the clock. All the while readers read every
// page, and each answer that still shows the picture is noted.
import { type ChildProcess, fork } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import type { Person } from "#lib/actor.ts";
import { figure, paragraph } from "#lib/document/build.ts";
import { allowPictureAgain, changeRights } from "#lib/picture-desk/mutations.ts";
import { storePicture } from "#lib/pictures/mutations.ts";
import { appClient } from "#lib/postgres/app.ts";
import { connections, settings } from "#lib/process.ts";
import { publishStory } from "#lib/stories/publishing/mutations.ts";
import { databaseNow } from "#lib/stories/scheduling/data.ts";
import { createAuthor, createPerson, createSection } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { ask } from "#prisma/testing/press-house.ts";
import type { WithdrawalAnswer, WithdrawalOrder } from "./node.ts";

export type WithdrawalReport = {
  /** Addresses on both nodes that showed the picture before. */
  pages: number;
  /** ms from the order or the end date until the start of the last read that still showed it; 0: none did. */
  lastShownMs: number;
  /** ms until the editor was answered; of the clock null. */
  answeredMs: number | null;
  readsMeanwhile: number;
  /** Reads afterwards, and how many of them showed it. */
  readsAfter: number;
  shownAfter: number;
  /** Answers of the picture's own address on each node afterwards. */
  fileStatus: number[];
};

const readers = 12;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Node = { child: ChildProcess; port: number };
type Place = { port: number; address: string };

async function startNode(editor: Person): Promise<Node> {
  const order: WithdrawalOrder = { connections: connections(), data: settings().data, editor };
  const child = fork(path.join(import.meta.dirname, "node.ts"), [JSON.stringify(order)], {
    env: { ...process.env, NODE_ENV: "production", NODE_NO_WARNINGS: "1" },
  });
  return { child, ...(await nextAnswer<{ port: number }>(child)) };
}

const nextAnswer = <T extends WithdrawalAnswer>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    child.once("message", (message) => resolve(message as T));
    child.once("exit", (code) => reject(new Error(`the node ended with ${code}`)));
  });

/** @returns the picture, and every address that shows it */
async function makePaper(editor: Person, stories: number): Promise<{ picture: string; addresses: string[] }> {
  const bytes = fs.readFileSync("prisma/example/pictures/gasworks.webp");
  const { id: picture } = await storePicture(editor, { bytes, fileName: "picture" });
  const section = await createSection();
  const author = await createAuthor();
  const addresses = ["/", section.path, `/authors/${author.slug}`, "/rss.xml", "/atom.xml", "/feed.json"];
  addresses.push(`${section.path}/rss.xml`, "/search?q=headline");
  for (let count = 0; count < stories; count++) {
    const { id, version } = await createReadyStory(editor, {
      fields: { section: section.id, authors: [author.id] },
      mainFigure: { picture, alt: "A quay" },
      body: [paragraph("Some text of the story."), figure({ picture, alt: "A quay" })],
    });
    addresses.push((await publishStory(editor, { storyId: id, version, showUpdated: true })).path);
  }
  return { picture, addresses };
}

export async function runWithdrawal(
  { stories, reads }: { stories: number; reads: number },
  say: (line: string) => void,
): Promise<{ byHand: WithdrawalReport; byClock: WithdrawalReport }> {
  const editor = await createPerson("ADMIN");
  const { picture, addresses } = await makePaper(editor, stories);
  say(`${stories} stories show the picture`);
  const nodes = await Promise.all([startNode(editor), startNode(editor)]);
  try {
    const paper = { nodes, picture, addresses, reads };
    const byHand = await measure(paper, async () => {
      const child = nodes[0]?.child;
      if (!child) throw new Error("there is no node");
      const ordered = performance.now();
      const answer = nextAnswer<{ storyCount: number; erasure: unknown }>(child);
      child.send({ pictureId: picture });
      const { storyCount, erasure } = await answer;
      say(`withdrawn: removed from ${storyCount} stories, erasure ${JSON.stringify(erasure)}`);
      return { from: ordered, answeredMs: performance.now() - ordered };
    });
    await allowPictureAgain(editor, { pictureId: picture });
    say("allowed again");
    const byClock = await measure(paper, async () => {
      const until = new Date((await databaseNow(appClient())).getTime() + 2_000);
      await changeRights(editor, { pictureId: picture, changes: { usableUntil: until.toISOString() }, seen: {} });
      const from = performance.now() + until.getTime() - (await databaseNow(appClient())).getTime();
      await pause(from - performance.now() + 1_000);
      return { from, answeredMs: null };
    });
    return { byHand, byClock };
  } finally {
    for (const { child } of nodes) child.kill("SIGKILL");
  }
}

type Paper = { nodes: Node[]; picture: string; addresses: string[]; reads: number };

async function measure(
  { nodes, picture, addresses, reads }: Paper,
  remove: () => Promise<{ from: number; answeredMs: number | null }>,
): Promise<WithdrawalReport> {
  const all = nodes.flatMap(({ port }) => addresses.map((address): Place => ({ port, address })));
  const shows = async ({ port, address }: Place) => (await ask(port, address)).text.includes(picture);
  const places: Place[] = [];
  await inTurns(all.length, async (count) => {
    const place = all[count];
    if (place && (await shows(place))) places.push(place);
  });
  let isRemoving = true;
  let readsMeanwhile = 0;
  const shownAt: number[] = [];
  const reading = Array.from({ length: readers }, async (_, reader) => {
    for (let count = reader; isRemoving; count += readers) {
      const place = places[count % places.length];
      const start = performance.now();
      readsMeanwhile++;
      if (place && (await shows(place))) shownAt.push(start);
    }
  });
  const { from, answeredMs } = await remove();
  isRemoving = false;
  await Promise.all(reading);
  let shownAfter = 0;
  await inTurns(reads, async (count) => {
    const place = places[count % places.length];
    if (place && (await shows(place))) shownAfter++;
  });
  const file = `/pictures/${picture}/640.jpg`;
  return {
    pages: places.length,
    lastShownMs: Math.max(0, Math.round(Math.max(0, ...shownAt.map((at) => at - from)))),
    answeredMs: answeredMs && Math.round(answeredMs),
    readsMeanwhile,
    readsAfter: reads,
    shownAfter,
    fileStatus: await Promise.all(nodes.map(async ({ port }) => (await ask(port, file)).status)),
  };
}

/** Several readers at once, each with the next number. */
async function inTurns(total: number, work: (count: number) => Promise<void>): Promise<void> {
  let next = 0;
  const turn = async () => {
    while (next < total) await work(next++);
  };
  await Promise.all(Array.from({ length: readers }, turn));
}
