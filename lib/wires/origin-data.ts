// What has become of the items whose words a story has.
import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { appClient } from "../postgres/app.ts";
import { canReadWires } from "./policy.ts";
import type { OriginState, WireStatus } from "./types.ts";

/** Items that have been deleted with their wire are left out. @throws NOT_ALLOWED */
export async function getOrigins(actor: Actor, { itemIds }: { itemIds: string[] }): Promise<OriginState[]> {
  if (!canReadWires(actor)) throw new DomainError("NOT_ALLOWED");
  const rows = await appClient().wireItem.findMany({
    where: { id: { in: itemIds } },
    select: { id: true, headline: true, number: true, status: true, source: { select: { name: true } } },
  });
  return rows.map(({ id, source, status, ...row }) => ({
    ...row,
    item: id,
    source: source.name,
    status: status as WireStatus,
  }));
}
