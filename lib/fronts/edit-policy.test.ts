import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdit, compareLayouts, containerOf, findCard, inverseOf, mergeLayouts } from "./edit-policy.ts";
import {
  type Container,
  containerSchema,
  editSchema,
  type FrontEdit,
  type FrontLayout,
  frontCardSchema,
  layoutSchema,
  maxContainers,
  readLayout,
} from "./layout-schema.ts";

const id = (kind: "a" | "b", number: number) =>
  `0000000${kind === "a" ? 1 : 2}-0000-4000-8000-${String(number).padStart(12, "0")}`;
const story = (number: number) => id("a", number);
const box = (number: number) => id("b", number);
const container = (number: number, stories: number[] = []): Container =>
  containerSchema.parse({
    id: box(number),
    arrangement: "row",
    cards: stories.map((one) => ({ story: story(one) })),
  });
const layout = (...containers: Container[]): FrontLayout => ({ containers });
const apply = (before: FrontLayout, edit: FrontEdit): FrontLayout => {
  const after = applyEdit(before, edit);
  if (typeof after === "string") throw new Error(after);
  return after;
};
const shape = ({ containers }: FrontLayout) =>
  Object.fromEntries(
    containers.map((one) => [Number(one.id.slice(-4)), one.cards.map((card) => Number(card.story.slice(-4)))]),
  );
const allStories = ({ containers }: FrontLayout) => containers.flatMap(({ cards }) => cards.map((card) => card.story));

describe("changes of a front", () => {
  test("placing a story that is on the front moves it together with its own headline", () => {
    const before = layout(container(1, [1, 2]), container(2, [3]));
    const named = apply(before, { kind: "change card", story: story(2), fields: { headline: "Short" } });
    const after = apply(named, { kind: "place", story: story(2), container: box(2), before: story(3) });
    expect(shape(after)).toEqual({ 1: [1], 2: [2, 3] });
    expect(findCard(after, story(2))?.headline).toBe("Short");
  });

  test("a change of something that a colleague has removed says so and changes nothing", () => {
    const before = layout(container(1, [1]));
    expect(applyEdit(before, { kind: "place", story: story(9), container: box(7), before: null })).toBe("GONE");
    expect(applyEdit(before, { kind: "change card", story: story(9), fields: { headline: "x" } })).toBe("GONE");
    expect(applyEdit(before, { kind: "move container", container: box(7), before: null })).toBe("GONE");
  });

  test("a container takes no more cards than its limit, but lets its own be moved", () => {
    const full = layout(
      container(
        1,
        Array.from({ length: 20 }, (_, index) => index),
      ),
      container(2, [30]),
    );
    expect(applyEdit(full, { kind: "place", story: story(30), container: box(1), before: null })).toBe("FULL");
    expect(shape(apply(full, { kind: "place", story: story(0), container: box(1), before: null }))[1]?.at(-1)).toBe(0);
  });

  test("fields that are absent from a change keep their values", () => {
    const edit = editSchema.parse({ kind: "change card", story: story(1), fields: { headline: " New " } });
    expect(edit).toMatchObject({ fields: { headline: "New" } });
    const before = layout({ ...container(1), cards: [frontCardSchema.parse({ story: story(1), kicker: "Kept" })] });
    expect(findCard(apply(before, edit), story(1))).toMatchObject({ headline: "New", kicker: "Kept" });
  });
});

const stories = fc.integer({ min: 1, max: 12 }).map(story);
const boxes = fc.integer({ min: 1, max: 5 }).map(box);
const orEnd = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
const edits: fc.Arbitrary<FrontEdit> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("place" as const),
      story: stories,
      container: boxes,
      before: orEnd(stories),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("remove" as const), story: stories }) },
  fc.record({
    kind: fc.constant("change card" as const),
    story: stories,
    fields: fc.record({ headline: fc.constantFrom("x", "y") }),
  }),
  fc.record({
    kind: fc.constant("add container" as const),
    container: fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }))
      .map(([number, cards]) => container(number, cards)),
    before: orEnd(boxes),
  }),
  fc.record({ kind: fc.constant("move container" as const), container: boxes, before: orEnd(boxes) }),
  fc.record({ kind: fc.constant("remove container" as const), container: boxes }),
  fc.record({
    kind: fc.constant("change container" as const),
    container: boxes,
    fields: fc.record({ title: fc.constantFrom("x", "y") }),
  }),
);
const begin = layout(container(1, [1, 2, 3]), container(2, [4, 5]), container(3));
const changedBy = (from: FrontLayout, list: readonly FrontEdit[]): FrontLayout =>
  list.reduce((now, edit) => {
    const next = applyEdit(now, edit);
    return typeof next === "string" ? now : next;
  }, from);

describe("any changes of a front", () => {
  test("never show a story twice, and lose a story only by removing it or its container", () => {
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 30 }), (list) => {
        let now = begin;
        for (const edit of list) {
          const next = changedBy(now, [edit]);
          const shown = allStories(next);
          expect(new Set(shown).size).toBe(shown.length);
          expect(new Set(next.containers.map((one) => one.id)).size).toBe(next.containers.length);
          if (edit.kind === "place" && next.containers.some((one) => one.id === edit.container))
            expect(containerOf(next, edit.story)?.id).toBe(edit.container);
          if (edit.kind !== "remove" && edit.kind !== "remove container")
            for (const kept of allStories(now)) expect(shown).toContain(kept);
          now = next;
        }
        expect(layoutSchema.parse(JSON.parse(JSON.stringify(now)))).toEqual(now);
      }),
      { numRuns: 500 },
    );
  });

  test("can each be undone", () => {
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 8 }), edits, (list, edit) => {
        const before = changedBy(begin, list);
        const changed = applyEdit(before, edit);
        const undo = inverseOf(before, edit);
        if (typeof changed === "string" || !undo) return;
        expect(changedBy(changed, [undo])).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });

  test("of two editors merge without losing or doubling a story that neither removed", () => {
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 8 }), fc.array(edits, { maxLength: 8 }), (one, two) => {
        const [theirs, mine] = [changedBy(begin, one), changedBy(begin, two)];
        const { layout: merged, clashes } = mergeLayouts(begin, theirs, mine);
        const shown = allStories(merged);
        expect(new Set(shown).size).toBe(shown.length);
        if (merged.containers.length > 0)
          for (const kept of new Set([...allStories(theirs), ...allStories(mine)])) {
            const isRemoved = findCard(begin, kept) && !(findCard(theirs, kept) && findCard(mine, kept));
            if (!isRemoved) expect(shown).toContain(kept);
          }
        // A side that changed nothing gets the other one as it is.
        expect(mergeLayouts(begin, begin, mine)).toEqual({ layout: mine, clashes: [] });
        expect(mergeLayouts(begin, theirs, begin)).toEqual({ layout: theirs, clashes: [] });
        expect(clashes.every((clash) => merged.containers.some((shownOne) => shownOne.id === clash))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("merging two layouts of a front", () => {
  test("takes a container from the side that changed it", () => {
    const theirs = apply(begin, { kind: "place", story: story(9), container: box(1), before: story(1) });
    const mine = apply(begin, { kind: "remove", story: story(5) });
    expect(mergeLayouts(begin, theirs, mine)).toMatchObject({ clashes: [] });
    expect(shape(mergeLayouts(begin, theirs, mine).layout)).toEqual({ 1: [9, 1, 2, 3], 2: [4], 3: [] });
  });

  test("keeps my container where both changed it, and names it", () => {
    const theirs = apply(begin, { kind: "change container", container: box(1), fields: { title: "Theirs" } });
    const mine = apply(begin, { kind: "change container", container: box(1), fields: { title: "Mine" } });
    const { layout: merged, clashes } = mergeLayouts(begin, theirs, mine);
    expect(clashes).toEqual([box(1)]);
    expect(merged.containers[0]?.title).toBe("Mine");
  });

  test("keeps a story that two editors moved to different containers, once", () => {
    const theirs = apply(begin, { kind: "place", story: story(1), container: box(2), before: null });
    const mine = apply(begin, { kind: "place", story: story(8), container: box(2), before: null });
    const { layout: merged } = mergeLayouts(begin, theirs, mine);
    expect(containerOf(merged, story(1))).toBeDefined();
  });

  test("can be read again when each side has added as many containers as one editor may", () => {
    const full = (from: number) =>
      layout(...begin.containers, ...Array.from({ length: maxContainers - 3 }, (_, index) => container(from + index)));
    const { layout: merged } = mergeLayouts(begin, full(100), full(200));
    expect(merged.containers).toHaveLength(2 * maxContainers - 3);
    expect(readLayout(merged)).toEqual(merged);
    expect(applyEdit(merged, { kind: "add container", container: container(300), before: null })).toBe("FULL");
  });
});

test("the comparison of two layouts names what came, went, moved and looks different", () => {
  let now = apply(begin, { kind: "place", story: story(4), container: box(1), before: story(1) });
  now = apply(now, { kind: "change card", story: story(2), fields: { headline: "Short" } });
  now = apply(now, { kind: "remove container", container: box(3) });
  expect(compareLayouts(begin, now)).toMatchObject([
    { id: box(1), change: "changed", added: [story(4)], removed: [], restyled: [story(2)], settings: false },
    { id: box(2), change: "changed", added: [], removed: [story(4)] },
    { id: box(3), change: "removed" },
  ]);
  expect(compareLayouts(begin, begin)).toEqual([]);
});
