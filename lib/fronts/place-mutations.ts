// Placing a story on a front when it is published, without a draft.
import type { Actor } from "../actor.ts";
import { checkedInput } from "../checked-input.ts";
import { DomainError } from "../errors.ts";
import { transaction } from "../postgres/app.ts";
import { listSections } from "../published/taxonomy/data.ts";
import {
  assertMayLaunch,
  assertStory,
  isReplacedLater,
  lockFront,
  rebaseDraft,
  writeLaunch,
} from "./draft-mutations.ts";
import { type PlaceOnFront, placeOnFrontSchema } from "./draft-schema.ts";
import { applyEdit } from "./edit-policy.ts";
import { planLayout } from "./layout-data.ts";
import type { FrontLayout } from "./layout-schema.ts";
import { findStartingLayout } from "./starting-data.ts";

/** `isReplacedLater`: a scheduled launch changes the same container, and will replace it at its time. */
export type PlacedOnFront = { number: number; isReplacedLater: boolean };

/**
 * Launches the live front with this story in it, and brings a draft up to it. A story that is not published yet appears when it is.
 * @throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE `LOCKED`, `GONE` or `FULL`: see `assertMayLaunch` and `applyEdit`
 */
export async function placeOnFront(actor: Actor, input: PlaceOnFront): Promise<PlacedOnFront> {
  const { front: id, story, container, position } = checkedInput(placeOnFrontSchema, input);
  return transaction(async (tx) => {
    const front = await lockFront(tx, id);
    assertMayLaunch(actor, front);
    await assertStory(tx, actor, story);
    const live = front.live ?? (await findStartingLayout(id));
    const base = position === "second" ? await withFirstAsCard(live, { front: id, container, story }) : live;
    const others = base.containers.find((one) => one.id === container)?.cards.filter((card) => card.story !== story);
    const before = others?.[position === "second" ? 1 : 0]?.story ?? null;
    const after = applyEdit(base, { kind: "place", story, container, before });
    if (typeof after === "string") throw new DomainError("WRONG_STATE", { why: after });
    const isLater = await isReplacedLater(tx, front, after);
    const number = await writeLaunch(tx, actor, front, after, { placed: story });
    await rebaseDraft(tx, front, { from: live, to: after });
    return { number, isReplacedLater: isLater };
  });
}

/** The story that a rule shows first becomes a card: the second place would else be the first one, because cards come first. */
async function withFirstAsCard(
  layout: FrontLayout,
  { front, container, story }: { front: string; container: string; story: string },
): Promise<FrontLayout> {
  const box = layout.containers.find(({ id }) => id === container);
  if (!box || box.cards.some((card) => card.story !== story)) return layout;
  const plan = await planLayout(layout, { front, sections: await listSections(), now: new Date() });
  const shown = plan.containers.find(({ id }) => id === container)?.stories ?? [];
  const first = shown.find((one) => one.story.id !== story)?.story.id;
  const next =
    first && applyEdit(layout, { kind: "place", story: first, container, before: box.cards[0]?.story ?? null });
  return next && typeof next !== "string" ? next : layout;
}
