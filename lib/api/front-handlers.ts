// Fronts as the read API shows them: what readers see at this moment, container by container.
import { hrefOf } from "../addresses/paths.ts";
import type { FrontContent, River } from "../fronts/compose.ts";
import { fillCards, getFrontPage, planSectionFront } from "../fronts/layout-data.ts";
import { type ComposedFront, idsOf, type PlacedStory } from "../fronts/layout-policy.ts";
import { isId } from "../ids.ts";
import { dependsOn } from "../press/context.ts";
import { listByIds } from "../published/card-data.ts";
import { getSection, listSections } from "../published/taxonomy/data.ts";
import type { LiveCard } from "../published/types.ts";
import { presentCard } from "./present.ts";
import { notFound } from "./problem.ts";
import type { ApiFront } from "./read-schema.ts";

type FrontPart = ApiFront["containers"][number];

/** The id of the front page; the front of a section has the id of the section. */
const frontPage = "front";

export async function readFronts(origin: string) {
  const sections = (await listSections()).flatMap((section) => [section, ...section.children]);
  return {
    data: [
      { id: frontPage, name: "Front page", url: `${origin}/` },
      ...sections.map(({ id, name, path }) => ({ id, name, url: origin + hrefOf(path) })),
    ],
  };
}

export async function readFront(id: string, origin: string): Promise<ApiFront> {
  dependsOn("sections");
  const sections = await listSections();
  const now = new Date();
  if (id === frontPage) {
    const front = await getFrontPage(sections, now);
    const containers = "containers" in front ? composedParts(front, origin) : filledParts(front, origin);
    return { id, url: `${origin}/`, containers };
  }
  const section = isId(id) ? await getSection(id) : null;
  if (!section) throw notFound("front");
  const url = origin + hrefOf(section.path);
  const plan = await planSectionFront(section, sections, now);
  if (plan.composed) {
    const front = await fillCards(plan.composed, await listByIds(idsOf(plan.composed)), section.id);
    return { id, url, containers: composedParts(front, origin) };
  }
  const { lead, seconds } = plan.top;
  const cards = await listByIds([...(lead ? [lead] : []), ...seconds].map((story) => story.id));
  const [first, ...others] = cards;
  return {
    id,
    url,
    containers: [part("lead", first ? [first] : [], origin), part("row", others, origin)].filter(hasCards),
  };
}

const hasCards = ({ cards }: FrontPart): boolean => cards.length > 0;

const placed = ({ story, links }: Pick<PlacedStory<LiveCard>, "story" | "links">, origin: string) => ({
  story: presentCard(story, origin),
  links: links.map((link) => presentCard(link, origin)),
});

const part = (
  arrangement: string,
  cards: readonly LiveCard[],
  origin: string,
  about: { title: string; path: string } | null = null,
): FrontPart => ({
  title: about?.title ?? "",
  arrangement,
  url: about && about.path !== "" ? origin + hrefOf(about.path) : null,
  cards: cards.map((story) => placed({ story, links: [] }, origin)),
});

const riverPart = ({ section, cards }: River, origin: string): FrontPart =>
  part("river", cards, origin, { title: section.name, path: section.path });

function composedParts(front: ComposedFront, origin: string): FrontPart[] {
  return [
    ...front.containers.map(({ title, arrangement, subject, stories }) => ({
      ...part(arrangement, [], origin, { title: title || (subject?.name ?? ""), path: subject?.path ?? "" }),
      cards: stories.map((one) => placed(one, origin)),
    })),
    ...front.rivers.map((river) => riverPart(river, origin)),
  ].filter(hasCards);
}

/** A front page that nobody has composed. */
function filledParts({ lead, seconds, four, latest, opinion, rivers }: FrontContent, origin: string): FrontPart[] {
  return [
    part("lead", lead ? [lead, ...seconds] : seconds, origin),
    part("row", four, origin),
    part("list", latest, origin, { title: "Latest", path: "" }),
    part(
      "opinion",
      opinion.cards,
      origin,
      opinion.section && { title: opinion.section.name, path: opinion.section.path },
    ),
    ...rivers.map((river) => riverPart(river, origin)),
  ].filter(hasCards);
}
