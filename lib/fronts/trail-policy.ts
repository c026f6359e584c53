// What became of each card and container of a draft, and who did it. Pure.
import * as z from "zod";
import { containerOf, findCard } from "./edit-policy.ts";
import { type Arrangement, arrangements, type FrontEdit, type FrontLayout } from "./layout-schema.ts";

/** A place on a front: a container, with its heading at that time, and the position within it. */
const placeSchema = z.object({
  container: z.uuid(),
  title: z.string(),
  arrangement: z.enum(arrangements),
  /** From 0; null for the container itself. */
  index: z.int().nonnegative().nullable(),
});
export type TrailPlace = { container: string; title: string; arrangement: Arrangement; index: number | null };

const traceSchema = z.object({
  kind: z.enum(["placed", "removed", "edited"]),
  /** Null: of a container. */
  story: z.uuid().nullable(),
  from: placeSchema.nullable(),
  to: placeSchema.nullable(),
  by: z.string(),
  at: z.iso.datetime(),
});
/** One change: a card or container that was placed (added or moved), removed or edited. */
export type Trace = z.output<typeof traceSchema>;

/** The newest first. */
export const maxTraces = 100;
export const readTrail = (json: unknown): Trace[] => z.array(traceSchema).catch([]).parse(json);

function placeOf(layout: FrontLayout, { story, container: id }: { story?: string; container?: string }) {
  const container = story ? containerOf(layout, story) : layout.containers.find((one) => one.id === id);
  if (!container) return null;
  const { title, arrangement, cards } = container;
  const index = story ? cards.findIndex((card) => card.story === story) : null;
  return { container: container.id, title, arrangement, index };
}

/** The trail after an edit. A card or container keeps the newest change of each kind; what is removed keeps nothing else. */
export function followEdit(
  trail: readonly Trace[],
  edit: FrontEdit,
  { before, after, by, at }: { before: FrontLayout; after: FrontLayout; by: string; at: string },
): Trace[] {
  const subject =
    "story" in edit
      ? { story: edit.story }
      : { container: typeof edit.container === "string" ? edit.container : edit.container.id };
  const trace: Trace = {
    kind: edit.kind.startsWith("remove") ? "removed" : edit.kind.startsWith("change") ? "edited" : "placed",
    story: subject.story ?? null,
    from: placeOf(before, subject),
    to: placeOf(after, subject),
    by,
    at,
  };
  const isSame = (one: Trace): boolean =>
    trace.story === null
      ? one.story === null && (one.to ?? one.from)?.container === (trace.to ?? trace.from)?.container
      : one.story === trace.story;
  const kept = trail.filter((one) => !isSame(one) || (trace.kind !== "removed" && one.kind !== trace.kind));
  // A card that is placed again is not removed any more.
  const rest = trace.kind === "placed" ? kept.filter((one) => !isSame(one) || one.kind !== "removed") : kept;
  return [trace, ...rest].slice(0, maxTraces);
}

/** The trail of one who replaces a whole draft, as restoring a launch does. */
export function followAll(before: FrontLayout, after: FrontLayout, { by, at }: { by: string; at: string }): Trace[] {
  const subjects = [before, after].flatMap(({ containers }) =>
    containers.flatMap(({ id, cards }) => [{ container: id }, ...cards.map(({ story }) => ({ story }))]),
  );
  const unique = [...new Map(subjects.map((one) => [JSON.stringify(one), one])).values()];
  const all = unique.flatMap((subject): Trace[] => {
    const [from, to] = [placeOf(before, subject), placeOf(after, subject)];
    const base = { story: "story" in subject ? subject.story : null, from, to, by, at };
    if (!to) return [{ ...base, kind: "removed" }];
    return from
      ? [
          { ...base, kind: "placed" },
          { ...base, kind: "edited" },
        ]
      : [{ ...base, kind: "placed" }];
  });
  return openTraces(all, before, after).slice(0, maxTraces);
}

/** The changes of the trail that the draft still has, compared with what is live: others were taken back. */
export function openTraces(trail: readonly Trace[], live: FrontLayout, draft: FrontLayout): Trace[] {
  const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  const settingsOf = (layout: FrontLayout, id: string | undefined) => {
    const { cards: _, ...settings } = layout.containers.find((one) => one.id === id) ?? { cards: [] };
    return settings;
  };
  return trail.filter(({ kind, story, from, to }) => {
    const container = (to ?? from)?.container;
    const [was, is] = story
      ? [placeOf(live, { story }), placeOf(draft, { story })]
      : [placeOf(live, { container: container ?? "" }), placeOf(draft, { container: container ?? "" })];
    if (kind === "removed") return was !== null && is === null;
    if (!is) return false;
    if (kind === "edited")
      return story
        ? !isEqual(findCard(live, story), findCard(draft, story))
        : !isEqual(settingsOf(live, container), settingsOf(draft, container));
    if (!was) return true;
    return story
      ? was.container !== is.container || was.index !== is.index
      : live.containers.findIndex(({ id }) => id === container) !==
          draft.containers.findIndex(({ id }) => id === container);
  });
}
