import type { LiveCard, Named, NavSection } from "#lib/live/types.ts";

export type River = { section: NavSection; cards: LiveCard[] };

/** A front page, in reading order. No story stands in it twice. */
export type FrontContent = {
  /** When the newest story of the paper appeared. */
  newest: Date | undefined;
  lead: LiveCard | null;
  /** At most two. */
  seconds: LiveCard[];
  /** Four or none. */
  four: LiveCard[];
  latest: LiveCard[];
  /** Two to four pieces of opinion, and their section where they share one. */
  opinion: { section: Named | null; cards: LiveCard[] };
  rivers: River[];
};

export type FrontInput = {
  /** What an editor holds in a place: 0 the lead, 1 to 4 the seconds. */
  pinned: ReadonlyMap<number, LiveCard>;
  /** The newest stories of the paper, newest first. */
  newest: readonly LiveCard[];
  /** The newest stories of each section of the navigation, newest first. */
  ofSections: readonly { section: NavSection; cards: readonly LiveCard[] }[];
};

/** A picture is looked for among this many of the newest: a little older and seen beats newest and grey. */
const pictureWindow = 6;
const latestMost = 9;
const latestLeast = 4;
const riverMost = 5;

const isOpinion = (card: LiveCard): boolean => card.label === "opinion";

/** Fills what no editor has filled: the newest first, a picture where one is to be shown. */
export function composeFront({ pinned, newest, ofSections }: FrontInput): FrontContent {
  const used = new Set([...pinned.values()].map((card) => card.id));
  const free = (cards: readonly LiveCard[]) => cards.filter((card) => !used.has(card.id));
  const use = <T extends LiveCard | undefined>(card: T): T => {
    if (card) used.add(card.id);
    return card;
  };
  /** The next story, preferring one that is news and has a picture, if that is not much older. */
  const next = (): LiveCard | undefined => {
    const near = free(newest);
    const news = near.filter((card) => !isOpinion(card));
    return use(news.slice(0, pictureWindow).find((card) => card.picture) ?? news[0] ?? near[0]);
  };
  const place = (slot: number) => pinned.get(slot) ?? next();
  const places = (...slots: number[]) => slots.flatMap((slot) => place(slot) ?? []);

  const lead = place(0) ?? null;
  const seconds = places(1, 2);
  // Fewer than four in that row look like a mistake; what would stand there is left for the lists below.
  const hasFour = pinned.has(3) || pinned.has(4) || free(newest).length >= 8;
  const four = hasFour ? places(3, 4, 5, 6) : [];

  const views = free(newest).filter(isOpinion).slice(0, 4);
  const opinion = views.length > 1 ? views.map((card) => use(card)) : [];
  const shared = opinion.every((card) => card.section.id === opinion[0]?.section.id) ? opinion[0]?.section : undefined;

  const rest = free(newest);
  const latest = rest
    .slice(0, Math.min(latestMost, Math.max(latestLeast, Math.floor(rest.length / 2))))
    .map((card) => use(card));

  const rivers = ofSections.flatMap(({ section, cards }) => {
    const shown = free(cards)
      .slice(0, riverMost)
      .map((card) => use(card));
    return shown.length > 0 ? [{ section, cards: shown }] : [];
  });
  return {
    newest: newest[0]?.publishedAt,
    lead,
    seconds,
    four,
    latest,
    opinion: { section: shared ?? null, cards: opinion },
    rivers,
  };
}

export type SectionTop = { lead: LiveCard | null; seconds: LiveCard[] };

/** The top of a section: a lead always, a row of four only where an editor has pinned into it. */
export function composeSectionTop(pinned: ReadonlyMap<number, LiveCard>, newest: readonly LiveCard[]): SectionTop {
  const used = new Set([...pinned.values()].map((card) => card.id));
  const free = newest.filter((card) => !used.has(card.id));
  const lead = pinned.get(0) ?? free.shift() ?? null;
  const hasSeconds = [1, 2, 3, 4].some((slot) => pinned.has(slot));
  const seconds = hasSeconds ? [1, 2, 3, 4].flatMap((slot) => pinned.get(slot) ?? free.shift() ?? []) : [];
  return { lead, seconds };
}
