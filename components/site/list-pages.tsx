import { feedPath, hrefOf } from "#lib/addresses/paths.ts";
import type { ComposedFront } from "#lib/fronts/layout-policy.ts";
import type { CardPage, Headline, LiveAuthorPage, LiveCard, LiveSection, LiveTopic } from "#lib/published/types.ts";
import type { Times } from "#lib/times.ts";
import { CutPicture } from "../story/picture.tsx";
import { Card, hasKickers, RowCard } from "./card.tsx";
import { FrontContainer, findLandmarks } from "./containers.tsx";
import { Breadcrumb, DayList, LatestRail, Pager, pageOfPages } from "./lists.tsx";

type ListProps = { page: CardPage; latest: readonly LiveCard[]; times: Times };

const NoStories = () => <p className="deck">Nothing has been published here yet.</p>;

type SectionProps = ListProps & {
  section: LiveSection;
  /** Set on the first page only. */
  lead: LiveCard | null;
  seconds: readonly LiveCard[];
  /** Set on the first page only, if an editor composed this page. */
  composed?: { front: ComposedFront; mostRead: readonly Headline[] } | null;
};

/** A section: its name, one lead, stories that an editor placed beside it, then a list by day. */
export function SectionPage({ section, lead, seconds, composed = null, page, latest, times }: SectionProps) {
  const isEmpty = lead === null && page.cards.length === 0 && !composed?.front.containers.length;
  const hasKicker = hasKickers([...(lead ? [lead] : []), ...seconds, ...page.cards], section.name);
  const landmarks = findLandmarks(composed?.front.containers ?? [], ["Latest"]);
  return (
    <div className="wrap page">
      <main id="content" tabIndex={-1}>
        {section.parent && <Breadcrumb trail={[section.parent]} />}
        <div className="title">
          <h1>{section.name}</h1>
          {page.number > 1 ? (
            <p className="meta">{pageOfPages(page)}</p>
          ) : (
            section.description && <p className="deck">{section.description}</p>
          )}
          <ul className="row">
            {section.children.map((child) => (
              <li key={child.id}>
                <a href={hrefOf(child.path)}>{child.name}</a>
              </li>
            ))}
            <FeedLink path={section.path} />
          </ul>
        </div>
        {lead && (
          <div className="section-lead">
            <Card
              card={lead}
              level={2}
              size="xl"
              hasKicker={hasKicker}
              hasDeck
              first
              times={times}
              when={times.date(lead.publishedAt)}
              sizes="(width>=64rem) 34rem, 94vw"
            />
          </div>
        )}
        {seconds.length > 0 && (
          <div className="four">
            {seconds.map((card) => (
              <RowCard key={card.id} card={card} hasKicker={hasKicker} times={times} />
            ))}
          </div>
        )}
        {composed?.front.containers.map((container) => (
          <FrontContainer
            key={container.id}
            container={container}
            isLandmark={landmarks.has(container.id)}
            mostRead={composed.mostRead}
            times={times}
            isInColumn
          />
        ))}
        {isEmpty && <NoStories />}
        <DayList cards={page.cards} hasKicker={hasKicker} times={times} />
        <Pager path={section.path} page={page} />
      </main>
      <LatestRail cards={latest} times={times} />
    </div>
  );
}

export function TopicPage({ topic, page, latest, times }: ListProps & { topic: LiveTopic }) {
  return (
    <div className="wrap page">
      <main id="content" tabIndex={-1}>
        <div className="title">
          <p className="kicker">Topic</p>
          <h1>{topic.name}</h1>
          {page.number === 1 && topic.description && <p className="deck">{topic.description}</p>}
          <PageNumber page={page} />
          <ul className="row">
            <FeedLink path={topic.path} />
          </ul>
        </div>
        {page.cards.length === 0 && <NoStories />}
        <DayList cards={page.cards} times={times} />
        <Pager path={topic.path} page={page} />
      </main>
      <LatestRail cards={latest} times={times} />
    </div>
  );
}

export function AuthorPage({ author, page, latest, times }: ListProps & { author: LiveAuthorPage }) {
  return (
    <div className="wrap page">
      <main id="content" tabIndex={-1}>
        <div className="title">
          {author.portrait && (
            <div className="portrait">
              <CutPicture {...author.portrait} shape="1:1" alt="" sizes="6rem" first />
            </div>
          )}
          {author.jobTitle && <p className="kicker">{author.jobTitle}</p>}
          <h1>{author.name}</h1>
          {page.number === 1 && author.bio && <p className="deck">{author.bio}</p>}
          <PageNumber page={page} />
          <ul className="row">
            <FeedLink path={author.path} />
          </ul>
        </div>
        {page.cards.length === 0 && <NoStories />}
        <DayList cards={page.cards} by={author.id} times={times} />
        <Pager path={author.path} page={page} />
      </main>
      <LatestRail cards={latest} times={times} />
    </div>
  );
}

export const FeedLink = ({ path }: { path: string }) => (
  <li>
    <a href={hrefOf(feedPath(path))}>RSS feed</a>
  </li>
);

const PageNumber = ({ page }: { page: CardPage }) => page.number > 1 && <p className="meta">{pageOfPages(page)}</p>;
