import { dependsOn } from "../press/context.ts";
import { listByIds } from "../published/card-data.ts";
import type { Candidate, LiveSection, NavSection } from "../published/types.ts";
import { listCandidates } from "./candidate-data.ts";
import {
  composeFront,
  composeSectionTop,
  type FrontContent,
  type SectionTop,
  storiesOf,
  withCards,
} from "./compose.ts";

/** The newest stories among which a front page fills its places. */
const poolSize = 60;
/** A section's river shows five; more, because others may stand above. */
const riverPool = 14;

const family = (section: { id: string; children: readonly { id: string }[] }): string[] => [
  section.id,
  ...section.children.map((child) => child.id),
];

/** The front page: pins, then the newest. */
export async function getFront(sections: readonly NavSection[], now: Date): Promise<FrontContent> {
  const { pinned, newest, ofGroups } = await listCandidates({
    front: "front",
    now,
    newest: poolSize,
    groups: sections.map(family),
    each: riverPool,
  });
  dependsOn("latest"); // the front has a new story at once
  const front = composeFront({
    pinned,
    newest,
    ofSections: sections.map((section, index) => ({ section, cards: ofGroups[index] ?? [] })),
  });
  return withCards(front, await listByIds(storiesOf(front).map(({ id }) => id)));
}

/** The top of a section's first page; what it shows is left out of the list below, on every page. */
export async function planSectionTop(section: LiveSection, now: Date): Promise<SectionTop<Candidate>> {
  const { pinned, ofGroups } = await listCandidates({
    front: section.id,
    now,
    newest: 0,
    groups: [family(section)],
    each: 10,
  });
  return composeSectionTop(pinned, ofGroups[0] ?? []);
}
