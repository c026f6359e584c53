import { readerClient } from "#lib/postgres/reader.ts";
import { dependsOn } from "#lib/press/context.ts";
import { hrefOf, normalisePath, targetHref } from "./paths.ts";

export type FoundAddress =
  | { kind: "STORY" | "SECTION" | "TOPIC" | "AUTHOR" | "COLLECTION" | "PAGE"; target: string; path: string }
  /** `to` is percent-encoded and is never itself a redirect. */
  | { kind: "REDIRECT"; to: string }
  | { kind: "GONE"; target: string }
  | { kind: "UNKNOWN" };

const maxHops = 5;

/**
 * Looks up a requested path. A variant spelling of a known path (trailing slash, capitals, percent codes) and a redirect, over
 * any number of moves, are both answered with one REDIRECT to the present address.
 * @param raw percent-encoded, as a browser sends it; from "?" on it does not count
 */
export async function findAddress(raw: string): Promise<FoundAddress> {
  const path = normalisePath(raw);
  if (path === null) return { kind: "UNKNOWN" };
  let found = (await lookUp(path, path.toLowerCase())) ?? (await lookUpWithoutEnd(path));
  const passed = new Set<string>();
  while (found?.kind === "REDIRECT" && passed.size < maxHops && !passed.has(found.path)) {
    passed.add(found.path);
    // A redirect may lead off this site: an imported page can have moved to another paper.
    if (!found.target.startsWith("/")) return { kind: "REDIRECT", to: found.target };
    if (/[?#]/.test(found.target)) return { kind: "REDIRECT", to: targetHref(found.target) ?? "/" };
    const next = await lookUp(found.target);
    if (!next) return { kind: "REDIRECT", to: hrefOf(found.target) };
    found = next;
  }
  if (!found || found.kind === "REDIRECT") return { kind: "UNKNOWN" };
  if (found.kind === "GONE") return { kind: "GONE", target: found.target };
  if (hrefOf(found.path) !== raw.replace(/[?#].*$/s, "")) return { kind: "REDIRECT", to: hrefOf(found.path) };
  return { kind: found.kind, target: found.target, path: found.path };
}

/** Signs that mail programs and chats take for a part of a link at the end of a sentence. */
const sentenceEnd = /[.,;:!?)\]}>"'»”’…]+$/u;

async function lookUpWithoutEnd(path: string) {
  const plain = path.replace(sentenceEnd, "");
  return plain === path || plain === "/" ? undefined : lookUp(plain, plain.toLowerCase());
}

/** The row of the first of these paths that has one. */
async function lookUp(...paths: string[]) {
  const wanted = [...new Set(paths)];
  const rows = await readerClient().address.findMany({
    where: { path: { in: wanted } },
    select: { path: true, kind: true, target: true },
  });
  dependsOn(...wanted.map((path) => `address:${path}`));
  return wanted.map((path) => rows.find((row) => row.path === path)).find((row) => row !== undefined);
}
