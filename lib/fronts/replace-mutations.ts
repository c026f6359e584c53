// Replacing a picture on the cards of all fronts.
import type { Actor } from "../actor.ts";
import type { Transaction } from "../postgres/app.ts";
import { asJson, lockFront, writeLaunch } from "./draft-mutations.ts";
import type { FrontLayout } from "./layout-schema.ts";
import { canLaunchFront, isLockedFor } from "./policy.ts";

type Words = { id: string; alt: string };

/**
 * Shows another picture wherever cards of the live fronts and of their drafts show this one. A live front is launched with it. The alt
 * text becomes that of the new picture where it was that of the old one; the crop goes. Fronts that the actor may not launch keep the
 * old picture. Call it before any picture is locked: a launch locks the front first. The caller has checked the rights to the new picture.
 * @returns how many fronts were changed
 */
export async function replaceOnFronts(tx: Transaction, actor: Actor, old: Words, next: Words): Promise<number> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from front where draft::text like ${`%${old.id}%`}
    union select front from live_front_picture where picture_id = ${old.id}::uuid and is_shown order by 1`;
  let count = 0;
  for (const { id } of rows) {
    const front = await lockFront(tx, id);
    if (!canLaunchFront(actor, front) || isLockedFor(actor, front.lock)) continue;
    const [live, draft] = [front.live, front.draft].map((layout) => layout && withOther(layout, old, next));
    if (live) await writeLaunch(tx, actor, front, live, { replaced: old.id });
    const data = { version: front.version + 1, ...(draft && { draft: asJson(draft) }) };
    if (live || draft) await tx.front.update({ where: { id }, data, select: { id: true } });
    if (live || draft) count += 1;
  }
  return count;
}

/** Null where no card shows the old picture. */
function withOther({ containers }: FrontLayout, old: Words, next: Words): FrontLayout | null {
  if (!containers.some(({ cards }) => cards.some(({ picture }) => picture === old.id))) return null;
  return {
    containers: containers.map(({ cards, ...container }) => ({
      ...container,
      cards: cards.map((card) =>
        card.picture === old.id
          ? {
              ...card,
              picture: next.id,
              pictureAlt: card.pictureAlt === old.alt ? next.alt : card.pictureAlt,
              pictureCrop: "",
            }
          : card,
      ),
    })),
  };
}
