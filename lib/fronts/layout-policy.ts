// Which stories a composed front shows in which container. Pure.
import type { PictureFacts } from "#lib/pictures/types.ts";
import type { Candidate, LiveCard, NavSection } from "#lib/published/types.ts";
import type { River } from "./compose.ts";
import type { Arrangement, Container, FrontCard, FrontLayout } from "./layout-schema.ts";

/** So many stories a rule fills a container up to; cards that an editor placed may be more. */
export const capacity: Record<Arrangement, number> = {
  lead: 3,
  row: 4,
  opinion: 4,
  list: 6,
  feature: 1,
  gallery: 4,
  river: 5,
  topic: 5,
  "most-read": 0,
  sections: 0,
};
/** A band or a list of fewer, all from its rule, looks like a mistake. */
const fewest: Partial<Record<Arrangement, number>> = { opinion: 2, list: 2, gallery: 2 };
/** A lead with its picture and four headlines; without any picture a row of four texts. */
const textsInRiver = 4;
/** A lead with a picture is looked for among this many. */
const pictureWindow = 6;
const latestMost = 9;

/** `card` is null for a story that the rule of the container has chosen. `links`: related stories that are live. */
export type PlacedStory<Story> = { story: Story; card: FrontCard | null; links: Story[] };
/** The name and path of what a river or a rule is about, where there is one. */
export type RuleSubject = { name: string; path: string };
export type ShownContainer<Story = LiveCard> = Omit<Container, "cards"> & {
  stories: PlacedStory<Story>[];
  subject: RuleSubject | null;
};
export type ComposedFront<Story extends { section: { id: string } } = LiveCard> = {
  newest: Date | undefined;
  containers: ShownContainer<Story>[];
  /** The newest of the paper or the section, also those that have a card. */
  latest: Story[];
  rivers: River<Story>[];
};

export type ComposeInput = {
  layout: FrontLayout;
  now: Date;
  /** Every live story of a card, by its id. */
  live: ReadonlyMap<string, Candidate>;
  /** What the rule of a container offers, newest first, by the container's id. */
  pools: ReadonlyMap<string, { stories: readonly Candidate[]; subject: RuleSubject | null }>;
  newest: readonly Candidate[];
  ofSections: readonly { section: NavSection; cards: readonly Candidate[] }[];
};

export const isOver = (until: string | null, now: Date): boolean =>
  until !== null && Date.parse(until) <= now.getTime();

/** Cards first, in every container; then the rules fill up in the order of the page. No story is shown twice. */
export function composeLayout(input: ComposeInput): ComposedFront<Candidate> {
  const { layout, now, live, newest } = input;
  const used = new Set<string>();
  const use = (story: Candidate): boolean => {
    if (used.has(story.id)) return false;
    used.add(story.id);
    return true;
  };
  const open = layout.containers.filter(({ until }) => !isOver(until, now));
  const placed = open.map(({ cards }) =>
    cards.flatMap((card): PlacedStory<Candidate>[] => {
      const story = isOver(card.until, now) ? undefined : live.get(card.story);
      return story && use(story) ? [{ story, card: withoutOldBadge(card, now), links: [] }] : [];
    }),
  );
  // A story with a card of its own is no link below another one, and no rule shows a story that is a link.
  for (const one of placed.flat())
    one.links = (one.card?.links ?? []).flatMap((id) => {
      const story = live.get(id);
      return story && use(story) ? [story] : [];
    });
  const containers = open.map((container, index) => {
    const curated = placed[index] ?? [];
    const pool = input.pools.get(container.id);
    const free = (pool?.stories ?? []).filter(({ id }) => !used.has(id));
    const filled = fill(container.arrangement, curated, free);
    for (const { story } of filled) use(story);
    const { cards: _, ...settings } = container;
    return { ...settings, stories: [...curated, ...filled], subject: pool?.subject ?? null };
  });
  const rivers = layout.containers.some(({ arrangement }) => arrangement === "sections")
    ? riversOf(input, used, new Set(open.map(({ arrangement, rule }) => (arrangement === "river" ? rule?.id : ""))))
    : [];
  const hasLead = containers.some(({ arrangement, stories }) => arrangement === "lead" && stories.length > 0);
  return {
    newest: newest[0]?.publishedAt,
    containers: containers.filter(
      ({ arrangement, stories }, index) =>
        stories.length > 0 ||
        // A second one would show the same again.
        ((arrangement === "sections" || arrangement === "most-read") &&
          containers.findIndex((other) => other.arrangement === arrangement) === index),
    ),
    latest: hasLead ? newest.slice(0, latestMost) : [],
    rivers,
  };
}

const withoutOldBadge = (card: FrontCard, now: Date): FrontCard =>
  card.badge !== "" && isOver(card.badgeUntil, now) ? { ...card, badge: "" } : card;

function fill(
  arrangement: Arrangement,
  curated: readonly PlacedStory<Candidate>[],
  free: readonly Candidate[],
): PlacedStory<Candidate>[] {
  const isRiver = arrangement === "river" || arrangement === "topic";
  const room = Math.max(0, capacity[arrangement] - curated.length);
  let chosen = (arrangement === "gallery" ? free.filter(({ hasPicture }) => hasPicture) : free).slice(0, room);
  if (arrangement === "lead" && curated.length === 0) {
    const news = free.filter(({ label }) => label !== "opinion");
    const lead = news.slice(0, pictureWindow).find(({ hasPicture }) => hasPicture) ?? news[0] ?? free[0];
    chosen = lead ? [lead, ...free.filter((story) => story !== lead).slice(0, room - 1)] : [];
  }
  const all = [...curated.map(({ story }) => story), ...chosen];
  if (isRiver && all.length > textsInRiver && !all.some(({ hasPicture }) => hasPicture))
    chosen = chosen.slice(0, Math.max(0, textsInRiver - curated.length));
  if (curated.length === 0 && chosen.length < (fewest[arrangement] ?? 0)) return [];
  return chosen.map((story) => ({ story, card: null, links: [] }));
}

function riversOf(
  { ofSections }: ComposeInput,
  used: Set<string>,
  shownElsewhere: ReadonlySet<string | undefined>,
): River<Candidate>[] {
  return ofSections.flatMap(({ section, cards }) => {
    if (shownElsewhere.has(section.id)) return [];
    const near = cards.filter(({ id }) => !used.has(id)).slice(0, capacity.river);
    const shown = near.slice(0, near.some(({ hasPicture }) => hasPicture) ? capacity.river : textsInRiver);
    for (const { id } of shown) used.add(id);
    return shown.length > 0 ? [{ section, cards: shown }] : [];
  });
}

/** Every story that the front shows, each once. */
export function idsOf(front: ComposedFront<Candidate>): string[] {
  const stories = [
    ...front.containers.flatMap(({ stories: placed }) => placed.flatMap(({ story, links }) => [story, ...links])),
    ...front.rivers.flatMap(({ cards }) => cards),
    ...front.latest,
  ];
  return [...new Set(stories.map(({ id }) => id))];
}

/** Facts of pictures that may be seen, by id. */
export type CardPictureFacts = ReadonlyMap<string, PictureFacts>;

/** The pictures that an editor chose instead of those of the stories. */
export const chosenPicturesOf = (front: ComposedFront<Candidate>): string[] => [
  ...new Set(
    front.containers.flatMap(({ stories }) => stories.flatMap(({ card }) => (card?.picture ? [card.picture] : []))),
  ),
];

/** A picture that a card of a layout shows, and the part of it; "" for all of it. */
export type PictureOfCard = { picture: string; crop: string };
export const picturesOfLayout = ({ containers }: FrontLayout): PictureOfCard[] =>
  containers.flatMap(({ cards }) =>
    cards.flatMap(({ picture, pictureCrop, hidesPicture }) =>
      picture === "" || hidesPicture ? [] : [{ picture, crop: pictureCrop }],
    ),
  );

/** The texts and the picture of a card as an editor set them for this front. A chosen picture that readers may not see gives way to the story's own. */
export function withOverrides(
  story: LiveCard,
  card: FrontCard | null,
  pictures: CardPictureFacts = new Map(),
): LiveCard {
  if (!card) return story;
  const facts = pictures.get(card.picture);
  const picture = facts
    ? { id: card.picture, alt: card.pictureAlt, crop: card.pictureCrop || null, facts }
    : story.picture;
  return {
    ...story,
    headline: card.headline || story.headline,
    kicker: card.kicker || story.kicker,
    standfirst: card.standfirst || story.standfirst,
    picture: card.hidesPicture ? null : picture,
    authors: card.hidesByline ? [] : story.authors,
    badge: card.badge || story.badge,
  };
}

/** The front with the cards of its stories; what has none any more is left out. */
export function withLiveCards(
  front: ComposedFront<Candidate>,
  cards: readonly LiveCard[],
  pictures?: CardPictureFacts,
): ComposedFront {
  const byId = new Map(cards.map((card) => [card.id, card]));
  const shown = (stories: readonly Candidate[]) => stories.flatMap(({ id }) => byId.get(id) ?? []);
  return {
    newest: front.newest,
    containers: front.containers.map(({ stories, ...container }) => ({
      ...container,
      stories: stories.flatMap(({ story, card, links }) => {
        const found = byId.get(story.id);
        return found ? [{ story: withOverrides(found, card, pictures), card, links: shown(links) }] : [];
      }),
    })),
    latest: shown(front.latest),
    rivers: front.rivers.map(({ section, cards: stories }) => ({ section, cards: shown(stories) })),
  };
}
