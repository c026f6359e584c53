import { DomainError } from "../errors.ts";
import type { Transaction } from "../postgres/app.ts";
import { purge } from "../press/mutations.ts";
import { maxSlug, slugFrom } from "./slug.ts";

/** What has an address of its own: a section, a topic, an author, a collection, a page or a story. */
export type Addressed = { kind: "SECTION" | "TOPIC" | "AUTHOR" | "COLLECTION" | "PAGE" | "STORY"; id: string };

/** Takes an address for something new. @throws TAKEN {path} */
export async function claimAddress(tx: Transaction, path: string, { kind, id }: Addressed): Promise<void> {
  const { count } = await tx.address.createMany({ data: [{ path, kind, target: id }], skipDuplicates: true });
  if (count === 0) throw new DomainError("TAKEN", { path });
  await purge(tx, [`address:${path}`]); // a page of it that said 404 is wrong now
}

/** How many of one name there may be. */
const maxNumber = 50;

/**
 * Takes an address for something new by its name: the slug that was typed, else one made of the name, with "-2", "-3" …
 * where others have it ("C#" beside "C++").
 * @returns the slug
 * @throws TAKEN {path} for a typed slug, INVALID {slug: ""} where the name has neither letters nor digits
 */
export async function claimNamed(
  tx: Transaction,
  { given, name, pathOf }: { given: string; name: string; pathOf: (slug: string) => string },
  { kind, id }: Addressed,
): Promise<string> {
  const plain = given || slugFrom(name);
  if (plain === "") throw new DomainError("INVALID", { slug: "" });
  for (let number = 1; number <= (given ? 1 : maxNumber); number++) {
    const slug = number === 1 ? plain : `${plain.slice(0, maxSlug - 4)}-${number}`;
    const data = [{ path: pathOf(slug), kind, target: id }];
    const { count } = await tx.address.createMany({ data, skipDuplicates: true });
    if (count === 0) continue;
    await purge(tx, [`address:${pathOf(slug)}`]); // a page of it that said 404 is wrong now
    return slug;
  }
  throw new DomainError("TAKEN", { path: pathOf(plain) });
}

/**
 * Moves something from one address to another and leaves a redirect for ever. Moving back to where it once was is no
 * clash: the redirect of that time makes room.
 * @throws TAKEN {path}
 */
export async function moveAddress(tx: Transaction, from: string, to: string, { kind, id }: Addressed): Promise<void> {
  if (from === to) return;
  const [there] = await tx.$queryRaw<{ kind: string; target: string }[]>`
    select kind::text, target from address where path = ${to} for update`;
  if (!there) await claimAddress(tx, to, { kind, id });
  else if (there.kind === "REDIRECT" && there.target === from) {
    await tx.address.update({ where: { path: to }, data: { kind, target: id }, select: { path: true } });
  } else throw new DomainError("TAKEN", { path: to });
  await redirectAddress(tx, from, to);
}

/** Turns an address into a redirect; redirects that led to it lead on to where it leads now. */
export async function redirectAddress(tx: Transaction, from: string, to: string): Promise<void> {
  const older = await tx.address.findMany({ where: { kind: "REDIRECT", target: from }, select: { path: true } });
  const moved = [from, ...older.map(({ path }) => path).filter((path) => path !== to)];
  await tx.address.updateMany({ where: { path: { in: moved } }, data: { kind: "REDIRECT", target: to } });
  await purge(
    tx,
    [...moved, to].map((path) => `address:${path}`),
  );
}

/** Makes an address free again, with the redirects that lead to it. Only for what no reader can have kept a link to. */
export async function releaseAddress(tx: Transaction, path: string): Promise<void> {
  const older = await tx.address.findMany({ where: { kind: "REDIRECT", target: path }, select: { path: true } });
  const free = [path, ...older.map((row) => row.path)];
  await tx.address.deleteMany({ where: { path: { in: free } } });
  await purge(
    tx,
    free.map((one) => `address:${one}`),
  );
}
