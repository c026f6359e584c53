import { appClient } from "../postgres/app.ts";
import { type Breaking, breakingKey, parseBreaking } from "./schema.ts";

/** For the newsroom: the current breaking-news line, or null. */
export async function getBreaking(now: Date): Promise<Breaking | null> {
  const row = await appClient().setting.findUnique({ where: { key: breakingKey }, select: { value: true } });
  return parseBreaking(row?.value, now);
}
