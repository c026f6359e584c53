import type { Transaction } from "../postgres/app.ts";
import { partOf } from "./paths.ts";

/** Whether the path is that of a page of a story, such as its history: nothing else may be put there. Taken down, it keeps it. */
export async function isPartOfStory(tx: Transaction, path: string): Promise<boolean> {
  const part = partOf(path);
  if (!part) return false;
  const where = { path: part.path, kind: { in: ["STORY" as const, "GONE" as const] } };
  return (await tx.address.count({ where })) > 0;
}
