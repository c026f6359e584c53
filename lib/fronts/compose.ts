import type { Candidate, LiveCard, NavSection } from "#lib/published/types.ts";

type Placed = { section: { id: string } };
export type River<Story = LiveCard> = { section: NavSection; cards: Story[] };

/** A front page, in reading order. No story has two cards; "Latest" lists the newest, also those that have one. */
export type FrontContent<Story extends Placed = LiveCard> = {
  /** When the newest story of the paper appeared. */
  newest: Date | undefined;
  lead: Story | null;
  /** At most two. */
  seconds: Story[];
  /** Four or none. */
  four: Story[];
  /** Newest first; empty where all of them are at the top of the page. */
  latest: Story[];
  /** Two to four pieces of opinion, and their section where they share one. */
  opinion: { section: Story["section"] | null; cards: Story[] };
  rivers: River<Story>[];
};

export type FrontInput = {
  /** What an editor holds in a place: 0 the lead, 1 to 4 the seconds. */
  pinned: ReadonlyMap<number, Candidate>;
  /** The newest stories of the paper, newest first. */
  newest: readonly Candidate[];
  /** The newest stories of each section of the navigation, newest first. */
  ofSections: readonly { section: NavSection; cards: readonly Candidate[] }[];
};

/** A picture is looked for among this many of the newest: a little older and seen beats newest and grey. */
const pictureWindow = 6;
const latestMost = 9;
/** A lead with its picture and four headlines; without any picture a row of four texts, or two rows of two. */
const maxRiverCards = { withPicture: 5, textOnly: 4 };

const isOpinion = (card: Candidate): boolean => card.label === "opinion";

/** Fills what no editor has filled: the newest first, a picture where one is to be shown. */
export function composeFront({ pinned, newest, ofSections }: FrontInput): FrontContent<Candidate> {
  const used = new Set([...pinned.values()].map((card) => card.id));
  const free = (cards: readonly Candidate[]) => cards.filter((card) => !used.has(card.id));
  const use = <T extends Candidate | undefined>(card: T): T => {
    if (card) used.add(card.id);
    return card;
  };
  /** The next story, preferring one that is news and has a picture, if that is not much older. */
  const next = (): Candidate | undefined => {
    const near = free(newest);
    const news = near.filter((card) => !isOpinion(card));
    return use(news.slice(0, pictureWindow).find((card) => card.hasPicture) ?? news[0] ?? near[0]);
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

  const top = (lead ? 1 : 0) + seconds.length;
  const latest = newest.length > top ? newest.slice(0, latestMost) : [];

  const rivers = ofSections.flatMap(({ section, cards }) => {
    const near = free(cards).slice(0, maxRiverCards.withPicture);
    const most = near.some((card) => card.hasPicture) ? maxRiverCards.withPicture : maxRiverCards.textOnly;
    const shown = near.slice(0, most).map((card) => use(card));
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

export type SectionTop<Story = LiveCard> = { lead: Story | null; seconds: Story[] };

/** The top of a section: a lead always, a row of four only where an editor has pinned into it. */
export function composeSectionTop(
  pinned: ReadonlyMap<number, Candidate>,
  newest: readonly Candidate[],
): SectionTop<Candidate> {
  const used = new Set([...pinned.values()].map((card) => card.id));
  const free = newest.filter((card) => !used.has(card.id));
  const lead = pinned.get(0) ?? free.shift() ?? null;
  const hasSeconds = [1, 2, 3, 4].some((slot) => pinned.has(slot));
  const seconds = hasSeconds ? [1, 2, 3, 4].flatMap((slot) => pinned.get(slot) ?? free.shift() ?? []) : [];
  return { lead, seconds };
}

/** All stories of a front, each once: those with a card in reading order, then what only "Latest" lists. */
export function storiesOf<Story extends Placed & { id: string }>(front: FrontContent<Story>): Story[] {
  const stories = [
    ...(front.lead ? [front.lead] : []),
    ...front.seconds,
    ...front.four,
    ...front.opinion.cards,
    ...front.rivers.flatMap((river) => river.cards),
    ...front.latest,
  ];
  return [...new Map(stories.map((story) => [story.id, story])).values()];
}

/** The same front with the cards of its stories; what has no card any more is left out. */
export function withCards(front: FrontContent<Candidate>, cards: readonly LiveCard[]): FrontContent {
  const cardOf = new Map(cards.map((card) => [card.id, card]));
  const shown = (stories: readonly Candidate[]) => stories.flatMap(({ id }) => cardOf.get(id) ?? []);
  const { lead, seconds, four, latest, opinion, rivers } = front;
  const views = shown(opinion.cards);
  return {
    newest: front.newest,
    lead: (lead && cardOf.get(lead.id)) ?? null,
    seconds: shown(seconds),
    four: shown(four),
    latest: shown(latest),
    opinion: { section: (opinion.section && views[0]?.section) ?? null, cards: views },
    rivers: rivers.map(({ section, cards: stories }) => ({ section, cards: shown(stories) })),
  };
}
