import type { Actor } from "#lib/actor.ts";
import { fold } from "#lib/document/text.ts";
import { canManagePages } from "#lib/stories/policy.ts";
import type { Kind } from "#lib/stories/types.ts";
import { navItemsFor } from "../nav-items.ts";

/** An entry of the palette: an address that it opens, or what is begun by it. */
export type PaletteEntry = { label: string } & ({ href: string } | { begins: Kind });

export function commandsFor(actor: Actor): PaletteEntry[] {
  return [
    { label: "New story", begins: "STORY" },
    ...(canManagePages(actor) ? [{ label: "New page", begins: "PAGE" } as const] : []),
  ];
}

/** The pages of the newsroom that this person may open. */
export function pagesFor(actor: Actor): PaletteEntry[] {
  const { desk, admin } = navItemsFor(actor);
  return [...desk, ...admin, { name: "Your account", href: "/desk/account" }].map(({ name, href }) => ({
    label: name,
    href,
  }));
}

/** Whether each word of the query begins a word of the label, without regard to case and accents. */
export function matches(label: string, query: string): boolean {
  const words = fold(label).split(" ");
  return fold(query)
    .split(" ")
    .every((typed) => words.some((word) => word.startsWith(typed)));
}
