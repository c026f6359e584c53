import { hrefOf } from "#lib/addresses/paths.ts";
import type { ComposedFront, PlacedStory, ShownContainer } from "#lib/fronts/layout-policy.ts";
import type { CardSize } from "#lib/fronts/layout-schema.ts";
import { packCards } from "#lib/fronts/pack-policy.ts";
import type { Headline, LiveCard, Named } from "#lib/published/types.ts";
import type { Times } from "#lib/times.ts";
import { Card, RowCard } from "./card.tsx";
import { FrontTop } from "./front-top.tsx";
import { MostReadList } from "./lists.tsx";
import { RiverCards, Rivers } from "./rivers.tsx";

type Props = {
  front: ComposedFront;
  topics: readonly Named[];
  mostRead: readonly Headline[];
  times: Times;
};

/** The containers of a front as an editor composed them. */
export function Containers({ front, topics, mostRead, times }: Props) {
  const { containers, latest, rivers } = front;
  const lead = containers.find(({ arrangement }) => arrangement === "lead");
  const hasMostRead = containers.some(({ arrangement }) => arrangement === "most-read");
  const others = [
    "Latest",
    "Topics",
    ...(hasMostRead ? [] : ["Most read"]),
    ...rivers.map(({ section }) => section.name),
  ];
  const landmarks = findLandmarks(containers, others);
  return containers.map((container) => {
    if (container.arrangement === "sections")
      return (
        <Rivers
          key={container.id}
          rivers={rivers}
          topics={topics}
          mostRead={hasMostRead ? [] : mostRead}
          times={times}
        />
      );
    return (
      <FrontContainer
        key={container.id}
        container={container}
        isLandmark={landmarks.has(container.id)}
        latest={container === lead ? latest : []}
        mostRead={mostRead}
        times={times}
      />
    );
  });
}

const headingOf = ({ title, subject, arrangement }: ShownContainer): string =>
  title || subject?.name || (arrangement === "most-read" ? "Most read" : "");

/**
 * The containers that are landmarks: those with a heading that nothing else on the page has, because landmarks need names of their own.
 * @param others what other landmarks are called
 */
export function findLandmarks(containers: readonly ShownContainer[], others: readonly string[]): ReadonlySet<string> {
  const names = new Set(["", ...others]);
  const found = containers.filter((container) => {
    const isNew = !names.has(headingOf(container));
    names.add(headingOf(container));
    return isNew;
  });
  return new Set(found.map(({ id }) => id));
}

type ContainerProps = {
  container: ShownContainer;
  isLandmark: boolean;
  latest?: readonly LiveCard[];
  mostRead: readonly Headline[];
  times: Times;
  /** In a column beside a rail, which has margins of its own. */
  isInColumn?: boolean;
};

/** One container; nothing where it has no stories. */
export function FrontContainer(props: ContainerProps) {
  const { container, isLandmark, latest = [], mostRead, times, isInColumn = false } = props;
  const { id, arrangement, link, subject, stories, hidesOnPhone } = container;
  const isMostRead = arrangement === "most-read";
  if (isMostRead ? mostRead.length === 0 : stories.length === 0) return null;
  const heading = headingOf(container);
  const href = link || (subject && hrefOf(subject.path));
  const parts = [
    "zone",
    (arrangement === "opinion" || arrangement === "gallery") && "opinion",
    hidesOnPhone && "wide-only",
  ];
  const content = (
    <>
      {heading && (
        <div className="head">
          <h2 id={`c-${id}`}>{href ? <a href={href}>{heading}</a> : heading}</h2>
        </div>
      )}
      <Stories
        container={container}
        heading={heading}
        latest={latest}
        mostRead={mostRead}
        times={times}
        isInColumn={isInColumn}
      />
    </>
  );
  const className = parts.filter(Boolean).join(" ");
  const inner = isInColumn ? content : <div className="wrap">{content}</div>;
  return isLandmark ? (
    <section className={className} aria-labelledby={`c-${id}`}>
      {inner}
    </section>
  ) : (
    <div className={className}>{inner}</div>
  );
}

type StoriesProps = Required<Omit<ContainerProps, "isLandmark">> & { heading: string };

function Stories({ container, heading, latest, mostRead, times, isInColumn }: StoriesProps) {
  const { arrangement, stories } = container;
  const cards = stories.map(({ story }) => story);
  const linksOf = (card: LiveCard) => stories.find(({ story }) => story === card)?.links;
  const level = heading ? 3 : 2;
  switch (arrangement) {
    case "sections":
      return null;
    case "most-read":
      return <MostReadList stories={mostRead} times={times} />;
    case "lead": {
      const [lead, ...rest] = cards;
      if (!lead) return null;
      const seconds = isInColumn ? [] : rest.slice(0, 2);
      const others = stories.slice(1 + seconds.length);
      return (
        <>
          {isInColumn ? (
            <div className="section-lead">
              <Card
                card={lead}
                level={2}
                size="xl"
                hasDeck
                first
                links={linksOf(lead)}
                times={times}
                when={times.date(lead.publishedAt)}
              />
            </div>
          ) : (
            <FrontTop lead={lead} below={[]} seconds={seconds} latest={latest} linksOf={linksOf} times={times} />
          )}
          {others.length > 0 && <Cells stories={others} level={2} times={times} isInColumn={isInColumn} />}
        </>
      );
    }
    case "river":
    case "topic":
      return (
        <>
          <RiverCards
            section={heading}
            cards={cards.slice(0, 5)}
            isHalf={false}
            isWide={!isInColumn}
            linksOf={linksOf}
            times={times}
          />
          {cards.length > 5 && <Cells stories={stories.slice(5)} level={level} times={times} isInColumn={isInColumn} />}
        </>
      );
    default:
      return <Cells stories={stories} kind={arrangement} level={level} times={times} isInColumn={isInColumn} />;
  }
}

type CellsProps = {
  stories: readonly PlacedStory<LiveCard>[];
  kind?: "row" | "opinion" | "list" | "feature" | "gallery";
  level: 2 | 3;
  times: Times;
  isInColumn: boolean;
};

/** Cards in rows without holes: see `packCards`. */
function Cells({ stories, kind = "row", level, times, isInColumn }: CellsProps) {
  const sizes = stories.map(({ card }): CardSize => (kind === "feature" ? "huge" : (card?.size ?? "default")));
  const cells = packCards(sizes, kind === "list" ? 3 : 4);
  const isText = kind === "list" || kind === "opinion";
  // Beside pictures a text is shorter: a ground as high as the row closes it.
  const isMixed = !isText && stories.some(({ story }) => story.picture) && stories.some(({ story }) => !story.picture);
  return (
    <div className={isInColumn ? "cells" : "cells full-width"}>
      {stories.map(({ story, links }, index) => {
        const { span = 12, isWhole = true } = cells[index] ?? {};
        const isLarge = sizes[index] !== "default";
        const hasRow = (isInColumn ? isWhole : span === 12) && story.picture !== null && !isText;
        return (
          <div
            key={story.id}
            className={`w${span}${isWhole ? " whole" : ""}${isLarge ? " large" : ""}${hasRow ? " alone" : ""}${isMixed && !story.picture ? " ground" : ""}`}
          >
            {kind === "opinion" ? (
              <Card card={story} level={level} kind="view" hasPicture={false} links={links} times={times} />
            ) : kind === "list" ? (
              <Card
                card={story}
                level={level}
                hasPicture={false}
                links={links}
                times={times}
                size={isLarge ? "xl" : ""}
                hasDeck={isLarge}
              />
            ) : isLarge || span > 4 ? (
              <Card
                card={story}
                level={level}
                size="xl"
                hasDeck
                links={links}
                times={times}
                sizes={hasRow ? "(width>=48rem) 48rem, 94vw" : "(width>=64rem) 40rem, (width>=36rem) 45vw, 94vw"}
              />
            ) : (
              <RowCard card={story} level={level} links={links} times={times} />
            )}
          </div>
        );
      })}
    </div>
  );
}
