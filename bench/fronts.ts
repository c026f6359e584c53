// `npm run bench:fronts`: two editors, each at a node of their own, change, launch, schedule, discard and restore one front and
// take stories down, over HTTP (`EDITS`, 10,000; `SEED`). Counts cards that are lost or doubled, stories that a page shows
// twice, and pages that are not right on the next request. Needs a build (`npm run build`).
import path from "node:path";
import type { Person } from "#lib/actor.ts";
import { cookieName, sealSession } from "#lib/auth/cookie.ts";
import { getStoredFront } from "#lib/fronts/desk-data.ts";
import { containerSchema, type FrontEdit, type FrontLayout } from "#lib/fronts/layout-schema.ts";
import { newId } from "#lib/ids.ts";
import { connections } from "#lib/process.ts";
import { publishStory } from "#lib/stories/publishing/mutations.ts";
import { createPerson, createSection } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { withDatabase } from "./database.ts";
import { FrontNode } from "./fronts/node.ts";

process.env.GALLEY_LOG ??= "silent";
const edits = Number(process.env.EDITS ?? 10_000);
const secret = "a secret for the bench, of enough characters";
/** The same numbers for the same seed, from 0 to below 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
const random = randomFrom(Number(process.env.SEED ?? 7));
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
const storiesOf = ({ containers }: FrontLayout) => containers.flatMap(({ cards }) => cards.map(({ story }) => story));

const report = {
  edits: 0,
  launches: 0,
  schedules: 0,
  takedowns: 0,
  discards: 0,
  restores: 0,
  refused: 0,
  /** What must be 0. */
  lostOrDoubled: 0,
  twiceOnPage: 0,
  wrongPages: 0,
  /** Pages of the other node that were right on a later request only, and the longest time until then. */
  lateElsewhere: 0,
  lateMs: 0,
  pagesRead: 0,
};

async function run(nodes: readonly [FrontNode, FrontNode]): Promise<void> {
  const editors = [await createPerson("EDITOR"), await createPerson("EDITOR")] as const;
  const cookies = await Promise.all(
    editors.map(async ({ sessionId }: Person) => `${cookieName}=${await sealSession(sessionId)}`),
  );
  const { id: front, path: place } = await createSection();
  const desk = `/desk/fronts${place}`;
  const headlines = new Map<string, string>();
  for (let count = 0; count < 10; count++) {
    const headline = `Report number ${count} from the quay`;
    const { id } = await createReadyStory(editors[0], { headline, fields: { section: front } });
    await publishStory(editors[0], { storyId: id, version: 0, showUpdated: true });
    headlines.set(id, headline);
  }
  const stories = [...headlines.keys()];
  const live = new Set(stories);
  const call = (who: 0 | 1, action: string, input: object, page = desk) =>
    nodes[who].call(page, action, cookies[who] ?? "", input);
  const edit = async (who: 0 | 1, change: FrontEdit) => {
    report.edits++;
    const { ok } = await call(who, "lib/fronts/actions.ts changeFront", { front, edit: change });
    if (!ok) throw new Error(`an edit was refused: ${JSON.stringify(change)}`);
  };
  const stored = () => getStoredFront(front);
  const launch = async (who: 0 | 1, version: number) => {
    const result = await call(who, "lib/fronts/actions.ts launchDraft", { front, version, accepted: true });
    if (result.ok) report.launches++;
    else report.refused++;
    return result;
  };
  const boxes = [1, 2, 3].map(() => containerSchema.parse({ id: newId(), arrangement: "row" }));
  for (const { id } of (await stored()).layout.containers) await edit(0, { kind: "remove container", container: id });
  for (const container of boxes) await edit(1, { kind: "add container", container, before: null });
  await launch(0, (await stored()).version);

  const randomEdit = (story: string): FrontEdit =>
    random() < 0.75
      ? { kind: "place", story, container: pick(boxes).id, before: random() < 0.5 ? pick(stories) : null }
      : { kind: "remove", story };
  const applied = (placed: Set<string>, change: FrontEdit) => {
    if (change.kind === "place") placed.add(change.story);
    if (change.kind === "remove") placed.delete(change.story);
  };
  const checkDraft = async (placed: ReadonlySet<string>) => {
    const found = storiesOf((await stored()).layout);
    if (found.toSorted().join() !== [...placed].toSorted().join()) report.lostOrDoubled++;
  };
  /** The page is what was launched, without stories that are not live, each story once. */
  const isRight = async (who: 0 | 1, expected: readonly string[]): Promise<boolean> => {
    report.pagesRead++;
    const shown = await nodes[who].headlines(place);
    if (new Set(shown).size < shown.length) report.twiceOnPage++;
    return shown.slice(0, expected.length).join() === expected.join() && shown.length === live.size;
  };
  const checkPages = async (actor: 0 | 1) => {
    const { liveLayout } = await stored();
    const expected = storiesOf(liveLayout).flatMap((story) => (live.has(story) ? (headlines.get(story) ?? []) : []));
    if (!(await isRight(actor, expected))) report.wrongPages++;
    const other = actor === 0 ? 1 : 0;
    const began = Date.now();
    if (await isRight(other, expected)) return;
    report.lateElsewhere++;
    while (!(await isRight(other, expected)))
      if (Date.now() - began > 5_000) {
        report.wrongPages++;
        return;
      }
    report.lateMs = Math.max(report.lateMs, Date.now() - began);
  };

  let printedAt = 0;
  while (report.edits < edits) {
    if (report.edits >= printedAt + 500) {
      printedAt = report.edits;
      console.log(report);
    }
    const before = await stored();
    const placed = new Set(storiesOf(before.layout));
    const who = random() < 0.5 ? 0 : 1;
    const dice = random();
    if (dice < 0.85) {
      const [one, two] = [pick(stories), pick(stories)];
      const changes = one === two ? [randomEdit(one)] : [randomEdit(one), randomEdit(two)];
      await Promise.all(changes.map((change, index) => edit(index === 0 ? who : who === 0 ? 1 : 0, change)));
      for (const change of changes) applied(placed, change);
      await checkDraft(placed);
    } else if (dice < 0.94 && before.hasDraft) {
      if (random() < 0.5) {
        // An edit on the other node at the same time.
        const change = randomEdit(pick(stories));
        applied(placed, change);
        await Promise.all([edit(who === 0 ? 1 : 0, change), launch(who, before.version)]);
      } else await launch(who, before.version);
      await checkDraft(placed);
      await checkPages(who);
    } else if (dice < 0.945 && before.hasDraft) {
      report.schedules++;
      const dueAt = new Date(Date.now() + 1_500).toISOString();
      const { ok } = await call(who, "lib/fronts/actions.ts scheduleDraft", { front, version: before.version, dueAt });
      if (!ok) throw new Error("a launch could not be scheduled");
      const change = randomEdit(pick(stories));
      await edit(who === 0 ? 1 : 0, change);
      for (let waited = 0; (await stored()).number === before.number && waited < 100; waited++)
        await new Promise((resolve) => setTimeout(resolve, 100));
      const after = await stored();
      if (storiesOf(after.liveLayout).toSorted().join() !== [...placed].toSorted().join()) report.lostOrDoubled++;
      await new Promise((resolve) => setTimeout(resolve, 200)); // either node may have performed it
      await checkPages(who);
    } else if (dice < 0.96 && before.hasDraft) {
      report.discards++;
      await call(who, "lib/fronts/actions.ts discardChanges", { front, version: before.version });
      await checkDraft(new Set(storiesOf(before.liveLayout)));
    } else if (dice < 0.97) {
      report.restores++;
      const number = 1 + Math.floor(random() * before.number);
      await call(who, "lib/fronts/actions.ts restoreAsDraft", { front, number, version: before.version });
    } else {
      report.takedowns++;
      const story = pick(stories);
      const page = `/desk/stories/${story}`;
      const { ok } = live.has(story)
        ? await call(who, "lib/stories/actions.ts takeDownStory", { storyId: story, reason: "Wrong" }, page)
        : await call(who, "lib/stories/actions.ts reinstateStory", { storyId: story }, page);
      if (!ok) throw new Error("a story could not be taken down or reinstated");
      if (!live.delete(story)) live.add(story);
      await checkPages(who);
    }
    for (const one of Object.values(await stored()))
      if (typeof one === "object" && one !== null && "containers" in one)
        if (new Set(storiesOf(one)).size < storiesOf(one).length) report.lostOrDoubled++;
  }
}

await withDatabase(async (_server, folder) => {
  const database = connections().owner;
  const nodes = [
    await FrontNode.start(database, path.join(folder, "node-1"), secret),
    await FrontNode.start(database, path.join(folder, "node-2"), secret),
  ] as const;
  try {
    await run(nodes);
  } finally {
    for (const node of nodes) await node.stop();
    console.log(report);
  }
});
process.exit(report.lostOrDoubled + report.twiceOnPage + report.wrongPages === 0 ? 0 : 1);
