// The answers to an address at which there is no page. Each reports its status to the press.
import "server-only";
import { answer } from "../press/context.ts";
import { listLatest } from "../published/card-data.ts";

/** Stories that a page offers as "Latest". */
export const latestCount = 6;

export const loadLatest = () => listLatest(latestCount);

export function moved(to: string) {
  answer(301, to);
  return { kind: "moved" as const };
}

export async function gone() {
  answer(410);
  return { kind: "gone" as const, latest: await loadLatest() };
}

export async function notFound() {
  answer(404);
  return { kind: "notFound" as const, latest: await loadLatest() };
}
