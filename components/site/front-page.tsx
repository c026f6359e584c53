import { hrefOf } from "#lib/addresses/paths.ts";
import type { FrontContent, River } from "#lib/fronts/compose.ts";
import type { Headline, LiveCard, Named } from "#lib/live/types.ts";
import type { Times } from "#lib/times.ts";
import { Card } from "./card.tsx";
import { LatestList, MostRead, whenAmong } from "./lists.tsx";

type Props = {
  name: string;
  front: FrontContent;
  topics: readonly Named[];
  mostRead: readonly Headline[];
  times: Times;
};

/** One lead, then everything else visibly smaller; opinion is the break before the rivers of the sections. */
export function FrontPage({ name, front, topics, mostRead, times }: Props) {
  const { lead, seconds, four, latest, opinion, rivers } = front;
  const hasTopics = topics.length > 2;
  const hasSide = hasTopics || mostRead.length > 0;
  const halves = halfRivers(rivers);
  return (
    <main id="content" tabIndex={-1}>
      <h1 className="vh">{name}: front page</h1>
      {lead ? (
        <div className="wrap">
          <Top lead={lead} seconds={seconds} latest={latest} times={times} />
          {four.length > 0 && (
            <div className="four">
              {four.map((card) => (
                <Card key={card.id} card={card} times={times} hasByline={false} />
              ))}
            </div>
          )}
        </div>
      ) : (
        <div className="wrap bare">
          <h2 className="hl lead">The first edition is being written</h2>
          <p className="deck">Nothing is published yet. Come back soon.</p>
        </div>
      )}
      {opinion.cards.length > 0 && <Opinion {...opinion} times={times} />}
      {rivers.length > 0 && (
        <div className={`wrap rivers${hasSide ? "" : " full"}`}>
          <div>
            {rivers.map((river, index) => (
              <RiverOf
                key={river.section.id}
                river={river}
                isThree={index % 2 === 1}
                isHalf={halves.has(index)}
                times={times}
              />
            ))}
          </div>
          {hasSide && (
            <aside className="aside" aria-label="What is read, and what it is about">
              <div>
                <MostRead stories={mostRead} times={times} />
                {hasTopics && <InTheNews topics={topics} />}
              </div>
            </aside>
          )}
        </div>
      )}
    </main>
  );
}

const InTheNews = ({ topics }: { topics: readonly Named[] }) => (
  <section aria-labelledby="tp">
    <div className="head s">
      <h2 id="tp">In the news</h2>
    </div>
    <ul className="names">
      {topics.map((topic) => (
        <li key={topic.id}>
          <a href={hrefOf(topic.path)}>{topic.name}</a>
        </li>
      ))}
    </ul>
  </section>
);

type TopProps = { lead: LiveCard; seconds: readonly LiveCard[]; latest: readonly LiveCard[]; times: Times };

function Top({ lead, seconds, latest, times }: TopProps) {
  const when = whenAmong([lead, ...seconds, ...latest], times);
  const columns = (seconds.length > 0 ? 1 : 0) + (latest.length > 0 ? 1 : 0);
  return (
    <div className={`front-top${columns === 1 ? " two" : columns === 0 ? " alone" : ""}`}>
      <Card
        card={lead}
        level={2}
        kind="lead"
        size="lead"
        hasDeck
        first
        times={times}
        when={`${when(lead)}, ${times.clock(lead.publishedAt)}`}
        sizes="(width>=64rem) 38rem, 94vw"
      />
      {seconds.length > 0 && (
        <div className="seconds stack">
          {seconds.map((card, index) => (
            <Card
              key={card.id}
              card={card}
              level={2}
              size="xl"
              hasDeck
              hasPicture={index === 0}
              times={times}
              when={when(card)}
              sizes="(width>=64rem) 20rem, (width>=48rem) 45vw, 94vw"
            />
          ))}
        </div>
      )}
      {latest.length > 0 && (
        <aside aria-labelledby="lt">
          <div className="head s">
            <h2 id="lt">Latest</h2>
          </div>
          <LatestList cards={latest} times={times} />
        </aside>
      )}
    </div>
  );
}

const Opinion = ({ section, cards, times }: FrontContent["opinion"] & { times: Times }) => (
  <section className="opinion" aria-labelledby="op">
    <div className="wrap">
      <div className="head">
        <h2 id="op">{section ? <a href={hrefOf(section.path)}>{section.name}</a> : "Opinion"}</h2>
      </div>
      <div className="four">
        {cards.map((card) => (
          <Card key={card.id} card={card} kind="view" hasPicture={false} times={times} />
        ))}
      </div>
    </div>
  </section>
);

/** Rivers of one story that stand side by side, two by two; by their places. One that is left over takes the width. */
export function halfRivers(rivers: readonly River[]): ReadonlySet<number> {
  const halves = new Set<number>();
  for (let index = 0; index + 1 < rivers.length; index++) {
    if (rivers[index]?.cards.length !== 1 || rivers[index + 1]?.cards.length !== 1) continue;
    halves.add(index).add(index + 1);
    index++;
  }
  return halves;
}

type RiverProps = { river: River; isThree: boolean; isHalf: boolean; times: Times };

function RiverOf({ river, isThree, isHalf, times }: RiverProps) {
  const { section, cards } = river;
  const id = `s${section.path.replace(/\W+/g, "-")}`;
  return (
    <section aria-labelledby={id} {...(isHalf ? { className: "half" } : {})}>
      <div className="head">
        <h2 id={id}>
          <a href={hrefOf(section.path)}>{section.name}</a>
        </h2>
        {section.children.length > 0 && (
          <ul>
            {section.children.map((child) => (
              <li key={child.id}>
                <a href={hrefOf(child.path)}>{child.name}</a>
              </li>
            ))}
          </ul>
        )}
      </div>
      <RiverCards cards={cards} isThree={isThree} times={times} />
    </section>
  );
}

/** Three pictures in a row where there are three, else a lead with headlines beside it. */
function RiverCards({ cards, isThree, times }: { cards: readonly LiveCard[]; isThree: boolean; times: Times }) {
  const when = whenAmong(cards, times);
  const pictured = cards.filter((card) => card.picture !== null);
  if (pictured.length >= 3 && (isThree || cards.length === 3))
    return (
      <div className="river three">
        {pictured.slice(0, 3).map((card) => (
          <Card key={card.id} card={card} times={times} hasByline={false} />
        ))}
      </div>
    );
  const lead = pictured[0] ?? cards[0];
  if (!lead) return null;
  const rest = cards.filter((card) => card !== lead);
  return (
    <div className={`river${rest.length === 0 ? " one" : ""}`}>
      <Card
        card={lead}
        size="xl"
        hasDeck
        times={times}
        when={when(lead)}
        sizes="(width>=64rem) 28rem, (width>=48rem) 45vw, 94vw"
      />
      {rest.length > 0 && (
        <div className="stack">
          {rest.map((card, index) => (
            <Card
              key={card.id}
              card={card}
              size={index === 0 ? "" : "m"}
              hasPicture={false}
              hasDeck={index === 0}
              times={times}
              when={when(card)}
            />
          ))}
        </div>
      )}
    </div>
  );
}
