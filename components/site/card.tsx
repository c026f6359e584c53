import type { ReactNode } from "react";
import { hrefOf } from "#lib/addresses/paths.ts";
import { badgeNames } from "#lib/document/fields.ts";
import type { LiveCard } from "#lib/published/types.ts";
import { directionOf, type Times } from "#lib/times.ts";
import { CutPicture } from "../story/picture.tsx";
import { labelName } from "./labels.ts";

type Props = {
  card: LiveCard;
  /** Level of the headline in the page's outline. */
  level?: 2 | 3;
  size?: "" | "m" | "xl" | "lead";
  /** "item" in lists, "view" for opinion. */
  kind?: "" | "item" | "view" | "lead";
  hasPicture?: boolean;
  hasKicker?: boolean;
  hasDeck?: boolean;
  sizes?: string;
  /** Whether this is the first picture of the page. */
  first?: boolean;
  /** Author and date, as the page formats them. */
  times: Times;
  when?: string | undefined;
  hasByline?: boolean;
  /** Related stories, below the card. */
  links?: readonly LiveCard[] | undefined;
  /** Replaces the card's own text, with search hits marked. */
  headline?: ReactNode;
  deck?: ReactNode;
};

/** The text above a headline: its kicker, else its label, else its section. */
export const kickerOf = (card: LiveCard): string => card.kicker || (labelName(card.label) ?? card.section.name);

/** Attributes of an element in another language than the text around it. */
export type LanguageAttributes = { lang?: string; dir?: string };

/** Whether cards below the name of their section need kickers: not where each would only repeat that name. */
export const hasKickers = (cards: readonly LiveCard[], section: string): boolean =>
  cards.some((card) => kickerOf(card) !== section);

/** The language of a card among words of another. */
export const langOf = (card: LiveCard, language: string | undefined) =>
  language !== undefined && card.language !== language ? { lang: card.language, dir: directionOf(card.language) } : {};

/** A label in a box, which screen readers read apart from the headline. */
export const Badge = ({ badge, own = {} }: Pick<LiveCard, "badge"> & { own?: LanguageAttributes }) =>
  badge !== "" && (
    <>
      <b className="badge" {...own}>
        {badgeNames[badge]}
      </b>{" "}
    </>
  );

/** A story in a list. The headline is the link, and the whole card is clickable. */
export function Card({
  card,
  level = 3,
  size = "",
  kind = "",
  hasPicture = true,
  hasKicker = true,
  hasDeck = false,
  sizes = "(width>=64rem) 20rem, (width>=36rem) 45vw, 8rem",
  first = false,
  times,
  when,
  hasByline = true,
  links = [],
  headline = card.headline,
  deck = card.standfirst,
}: Props) {
  const Headline = level === 2 ? "h2" : "h3";
  const byline = hasByline ? card.authors.map((author) => author.name).join(", ") : "";
  return (
    <article className={`card ${kind}`.trim()}>
      {hasPicture && card.picture && (
        <CutPicture {...card.picture} shape="3:2" alt={first ? card.picture.alt : ""} sizes={sizes} first={first} />
      )}
      {(hasKicker || card.badge) && (
        <p className="kicker">
          <Badge badge={card.badge} />
          {hasKicker && (kind === "view" && byline ? byline : kickerOf(card))}
        </p>
      )}
      <Headline className={`hl ${size}`.trim()} {...langOf(card, times.language)}>
        <a href={hrefOf(card.path)}>{headline}</a>
      </Headline>
      {hasDeck && deck && (
        <p className="deck" {...langOf(card, times.language)}>
          {deck}
        </p>
      )}
      {kind !== "view" && (byline || when) && (
        <p className="meta">
          {byline}
          {byline && when && ", "}
          {when && <time dateTime={times.iso(card.publishedAt)}>{when}</time>}
        </p>
      )}
      {links.length > 0 && (
        <ul className="more">
          {links.map((link) => (
            <li key={link.id} {...langOf(link, times.language)}>
              <a href={hrefOf(link.path)}>{link.headline}</a>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

type RowProps = {
  card: LiveCard;
  level?: 2 | 3;
  hasKicker?: boolean;
  links?: readonly LiveCard[] | undefined;
  times: Times;
  when?: string;
};

/** A card in a row. Without a picture it shows more and larger text, so that it is about as tall as its neighbours. */
export const RowCard = ({ card, level = 3, hasKicker = true, links, times, when }: RowProps) =>
  card.picture ? (
    <Card card={card} level={level} hasKicker={hasKicker} links={links} times={times} when={when} hasByline={false} />
  ) : (
    <Card
      card={card}
      level={level}
      hasKicker={hasKicker}
      times={times}
      when={when}
      hasByline={false}
      links={links}
      size="xl"
      hasDeck
    />
  );

type StoryCardProps = {
  card: LiveCard;
  times: Times;
  /** Language of the surrounding text. */
  within: string;
};

/** A story embedded in another story. */
export function StoryCard({ card, times, within }: StoryCardProps) {
  const own = within === times.language ? {} : { lang: times.language, dir: directionOf(times.language) };
  return (
    <aside className="story-card card" aria-label={card.headline} {...own}>
      {card.picture && <CutPicture {...card.picture} shape="3:2" alt="" sizes="7rem" />}
      <p className="kicker">
        <Badge badge={card.badge} />
        {kickerOf(card)}
      </p>
      <p className="hl" {...langOf(card, times.language)}>
        <a href={hrefOf(card.path)}>{card.headline}</a>
      </p>
      <p className="meta">
        <time dateTime={times.iso(card.publishedAt)}>{times.date(card.publishedAt)}</time>
      </p>
    </aside>
  );
}
