// What a change does to a front, and how changes of two people become one. Pure: the browser uses it as well.
import {
  type Container,
  type FrontCard,
  type FrontEdit,
  type FrontLayout,
  frontCardSchema,
  maxCards,
  maxContainers,
} from "./layout-schema.ts";

export const newCard = (story: string): FrontCard => frontCardSchema.parse({ story });

/** Puts an item before the one with this id; at the end where there is none. */
function insertBefore<T>(items: readonly T[], item: T, isNext: (one: T) => boolean): T[] {
  const found = items.findIndex(isNext);
  const at = found < 0 ? items.length : found;
  return [...items.slice(0, at), item, ...items.slice(at)];
}

export const findCard = (layout: FrontLayout, story: string): FrontCard | undefined =>
  layout.containers.flatMap(({ cards }) => cards).find((card) => card.story === story);

export const containerOf = (layout: FrontLayout, story: string): Container | undefined =>
  layout.containers.find(({ cards }) => cards.some((card) => card.story === story));

const changeContainers = (layout: FrontLayout, change: (container: Container) => Container): FrontLayout => ({
  containers: layout.containers.map(change),
});
const withoutStory = (layout: FrontLayout, story: string): FrontLayout =>
  changeContainers(layout, (container) => ({
    ...container,
    cards: container.cards.filter((card) => card.story !== story),
  }));

export type EditProblem = "GONE" | "FULL";

/**
 * The front after a change. No story is ever on it twice. `GONE`: the container or card was removed by somebody else; `FULL`:
 * there are as many containers or cards as there may be.
 */
export function applyEdit(layout: FrontLayout, edit: FrontEdit): FrontLayout | EditProblem {
  switch (edit.kind) {
    case "place": {
      const known = findCard(layout, edit.story);
      const target = layout.containers.find(({ id }) => id === edit.container);
      if (!target) return "GONE";
      if (target.cards.length >= maxCards && !target.cards.some(({ story }) => story === edit.story)) return "FULL";
      if (edit.before === edit.story && target.cards.some(({ story }) => story === edit.story)) return layout;
      const card = known ?? { ...(edit.card ?? newCard(edit.story)), story: edit.story };
      return changeContainers(withoutStory(layout, edit.story), (container) =>
        container.id === edit.container
          ? { ...container, cards: insertBefore(container.cards, card, ({ story }) => story === edit.before) }
          : container,
      );
    }
    case "remove":
      return withoutStory(layout, edit.story);
    case "change card":
      if (!findCard(layout, edit.story)) return "GONE";
      return changeContainers(layout, (container) => ({
        ...container,
        cards: container.cards.map((card) => (card.story === edit.story ? { ...card, ...edit.fields } : card)),
      }));
    case "add container": {
      if (layout.containers.some(({ id }) => id === edit.container.id)) return layout;
      if (layout.containers.length >= maxContainers) return "FULL";
      // A colleague may have placed its stories elsewhere meanwhile.
      const cards = edit.container.cards.filter(
        ({ story }, index, all) =>
          !findCard(layout, story) && all.findIndex((other) => other.story === story) === index,
      );
      return {
        containers: insertBefore(layout.containers, { ...edit.container, cards }, ({ id }) => id === edit.before),
      };
    }
    case "move container": {
      const moved = layout.containers.find(({ id }) => id === edit.container);
      if (!moved) return "GONE";
      if (edit.before === edit.container) return layout;
      const others = layout.containers.filter((container) => container !== moved);
      return { containers: insertBefore(others, moved, ({ id }) => id === edit.before) };
    }
    case "remove container":
      return { containers: layout.containers.filter(({ id }) => id !== edit.container) };
    case "change container":
      if (!layout.containers.some(({ id }) => id === edit.container)) return "GONE";
      return changeContainers(layout, (container) =>
        container.id === edit.container ? { ...container, ...edit.fields } : container,
      );
  }
}

const nextAfter = <T>(items: readonly T[], isIt: (item: T) => boolean): T | undefined =>
  items[items.findIndex(isIt) + 1];

/** The change that takes an edit of this front back; null where it changes nothing. */
export function inverseOf(layout: FrontLayout, edit: FrontEdit): FrontEdit | null {
  switch (edit.kind) {
    case "place":
    case "remove": {
      const { story } = edit;
      const from = containerOf(layout, story);
      const card = findCard(layout, story);
      if (!from || !card) return edit.kind === "place" ? { kind: "remove", story } : null;
      const before = nextAfter(from.cards, (one) => one.story === story)?.story ?? null;
      return { kind: "place", story, container: from.id, before, card };
    }
    case "change card": {
      const card = findCard(layout, edit.story);
      return card ? { ...edit, fields: pick(card, edit.fields) } : null;
    }
    case "add container":
      return layout.containers.some(({ id }) => id === edit.container.id)
        ? null
        : { kind: "remove container", container: edit.container.id };
    case "move container":
    case "remove container": {
      const container = layout.containers.find(({ id }) => id === edit.container);
      if (!container) return null;
      const before = nextAfter(layout.containers, ({ id }) => id === edit.container)?.id ?? null;
      return edit.kind === "move container" ? { ...edit, before } : { kind: "add container", container, before };
    }
    case "change container": {
      const container = layout.containers.find(({ id }) => id === edit.container);
      return container ? { ...edit, fields: pick(container, edit.fields) } : null;
    }
  }
}

const pick = <T extends object>(from: T, fields: object): Partial<T> =>
  Object.fromEntries(Object.keys(fields).map((name) => [name, from[name as keyof T]])) as Partial<T>;

const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** How one container differs between two layouts of a front. */
export type ContainerChange = {
  id: string;
  title: string;
  arrangement: Container["arrangement"];
  change: "added" | "removed" | "changed" | "moved";
  /** Stories that came in, went out, have another place within it, or another text, picture or size. */
  added: string[];
  removed: string[];
  reordered: boolean;
  restyled: string[];
  /** Heading, link, rule, arrangement or end. */
  settings: boolean;
};

/** What differs from one layout to another, by container, in the order of the later one; removed containers last. */
export function compareLayouts(from: FrontLayout, to: FrontLayout): ContainerChange[] {
  const before = new Map(from.containers.map((container) => [container.id, container]));
  const shared = (layout: FrontLayout, other: FrontLayout) =>
    layout.containers.filter(({ id }) => other.containers.some((one) => one.id === id)).map(({ id }) => id);
  const [oldOrder, newOrder] = [shared(from, to), shared(to, from)];
  const changes = to.containers.flatMap((container): ContainerChange[] => {
    const old = before.get(container.id);
    const { cards, ...settings } = container;
    const base = { id: container.id, title: container.title, arrangement: container.arrangement };
    const stories = cards.map(({ story }) => story);
    if (!old)
      return [
        { ...base, change: "added", added: stories, removed: [], reordered: false, restyled: [], settings: false },
      ];
    const { cards: oldCards, ...oldSettings } = old;
    const oldStories = oldCards.map(({ story }) => story);
    const added = stories.filter((story) => !oldStories.includes(story));
    const removed = oldStories.filter((story) => !stories.includes(story));
    const kept = stories.filter((story) => oldStories.includes(story));
    const reordered = !isEqual(
      kept,
      oldStories.filter((story) => stories.includes(story)),
    );
    const restyled = kept.filter(
      (story) =>
        !isEqual(
          cards.find((one) => one.story === story),
          oldCards.find((one) => one.story === story),
        ),
    );
    const hasOtherSettings = !isEqual(settings, oldSettings);
    const isChanged = added.length + removed.length + restyled.length > 0 || reordered || hasOtherSettings;
    const isMoved = oldOrder.indexOf(container.id) !== newOrder.indexOf(container.id);
    if (!isChanged && !isMoved) return [];
    const change = isChanged ? ("changed" as const) : ("moved" as const);
    return [{ ...base, change, added, removed, reordered, restyled, settings: hasOtherSettings }];
  });
  const gone = from.containers
    .filter(({ id }) => !to.containers.some((container) => container.id === id))
    .map(
      ({ id, title, arrangement, cards }): ContainerChange => ({
        id,
        title,
        arrangement,
        change: "removed",
        added: [],
        removed: cards.map(({ story }) => story),
        reordered: false,
        restyled: [],
        settings: false,
      }),
    );
  return [...changes, ...gone];
}

export type MergedLayout = {
  layout: FrontLayout;
  /** Containers that both sides have changed; the merged layout has them as in `mine`. */
  clashes: string[];
};

/**
 * Joins two layouts that were both made from `base`, by container: what only one side changed is taken from that side. A
 * container that both changed is taken from `mine` and named. The order is that of the side that changed it, else of `mine`.
 */
export function mergeLayouts(base: FrontLayout, theirs: FrontLayout, mine: FrontLayout): MergedLayout {
  const at = (layout: FrontLayout, id: string) => layout.containers.find((container) => container.id === id);
  const orderOf = (layout: FrontLayout) => layout.containers.map(({ id }) => id);
  const clashes: string[] = [];
  const chosen = (id: string): Container | undefined => {
    const [old, their, own] = [at(base, id), at(theirs, id), at(mine, id)];
    if (isEqual(old, own)) return their;
    if (isEqual(old, their) || isEqual(their, own)) return own;
    clashes.push(id);
    return own ?? their; // what one side removed and the other changed stays
  };
  const isReordered = !isEqual(
    orderOf(base).filter((id) => at(mine, id)),
    orderOf(mine).filter((id) => at(base, id)),
  );
  const [first, second] = isReordered ? [mine, theirs] : [theirs, mine];
  const order = [...orderOf(first)];
  // What only the other side has comes after its neighbour there.
  for (const [index, id] of orderOf(second).entries()) {
    if (order.includes(id)) continue;
    const neighbour = orderOf(second)[index - 1];
    order.splice(neighbour === undefined ? 0 : order.indexOf(neighbour) + 1, 0, id);
  }
  const containers = order.flatMap((id) => chosen(id) ?? []);
  const joined = eachStoryOnce({ containers }, mine);
  return { layout: withLostStories(joined, { base, theirs, mine }), clashes };
}

const storiesIn = (layout: FrontLayout): string[] =>
  layout.containers.flatMap(({ cards }) => cards.map(({ story }) => story));

/**
 * Two who move one story to different containers could both lose it. A story that neither has removed comes back: into its
 * container in `mine`, else into that in `theirs`, else into the first with room.
 */
function withLostStories(
  joined: FrontLayout,
  { base, theirs, mine }: Record<"base" | "theirs" | "mine", FrontLayout>,
): FrontLayout {
  const all = [...new Set([...storiesIn(mine), ...storiesIn(theirs)])];
  const lost = all.filter(
    (story) =>
      !findCard(joined, story) && (!findCard(base, story) || (findCard(mine, story) && findCard(theirs, story))),
  );
  return lost.reduce((layout, story) => {
    const homes = [
      containerOf(mine, story)?.id,
      containerOf(theirs, story)?.id,
      ...layout.containers.map(({ id }) => id),
    ];
    const card = findCard(mine, story) ?? findCard(theirs, story) ?? newCard(story);
    for (const container of homes) {
      const next = container && applyEdit(layout, { kind: "place", story, container, before: null, card });
      if (next && typeof next !== "string") return next;
    }
    return layout;
  }, joined);
}

/** Of a story with two cards the one remains that is where `preferred` has it, else the first. */
function eachStoryOnce(layout: FrontLayout, preferred: FrontLayout): FrontLayout {
  const home = (story: string): string | undefined => {
    const wanted = containerOf(preferred, story)?.id;
    const all = layout.containers.filter(({ cards }) => cards.some((card) => card.story === story));
    return (all.find(({ id }) => id === wanted) ?? all[0])?.id;
  };
  const containers = layout.containers.map((container) => ({
    ...container,
    cards: container.cards.filter(
      ({ story }, index, all) =>
        home(story) === container.id && all.findIndex((card) => card.story === story) === index,
    ),
  }));
  return { containers };
}
