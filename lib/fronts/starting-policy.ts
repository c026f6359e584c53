// The layout with which the composition of a front begins: as close as can be to what it shows without one. Pure.
import { type Container, containerSchema, type FrontCard, type FrontLayout, frontCardSchema } from "./layout-schema.ts";

/** What the front shows now, by place: the lead, the seconds, the row. `until` is the end of a pin. */
export type StartingPlace = { story: string; until: string | null; isPinned: boolean };

type Given = {
  /** "front" or the id of a section. */
  front: string;
  /** In the order of the places. */
  shown: readonly StartingPlace[];
  /** The id of a container, always the same for the same front and name: the layout may be made several times before it is stored. */
  idOf: (name: string) => string;
};

/**
 * Pinned stories become cards. A story before a pinned one becomes a card too, because it would otherwise move; what comes
 * after the last pin is filled by rules.
 */
export function startingLayout({ front, shown, idOf }: Given): FrontLayout {
  const isFront = front === "front";
  const inLead = isFront ? 3 : 1;
  const cardsOf = (places: readonly StartingPlace[]): FrontCard[] => {
    const last = places.findLastIndex(({ isPinned }) => isPinned);
    return places.slice(0, last + 1).map(({ story, until }) => frontCardSchema.parse({ story, until }));
  };
  const make = (given: Partial<Container> & Pick<Container, "arrangement">): Container =>
    containerSchema.parse({ id: idOf(given.arrangement), rule: { from: "newest" }, ...given });
  const lead = make({ arrangement: "lead", cards: cardsOf(shown.slice(0, inLead)) });
  const rowCards = cardsOf(shown.slice(inLead));
  if (!isFront)
    return { containers: rowCards.length > 0 ? [lead, make({ arrangement: "row", cards: rowCards })] : [lead] };
  return {
    containers: [
      lead,
      make({ arrangement: "row", cards: rowCards }),
      make({ arrangement: "opinion", title: "Opinion", rule: { ...newestRule, label: "opinion" } }),
      make({ arrangement: "sections", rule: null }),
    ],
  };
}

const newestRule = {
  from: "newest",
  id: "",
  label: "",
  language: "",
  maxAgeHours: null,
  needsPicture: false,
} as const;
