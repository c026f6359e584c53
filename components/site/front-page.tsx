import { hrefOf } from "#lib/addresses/paths.ts";
import type { FrontContent } from "#lib/fronts/compose.ts";
import type { Headline, LiveCard, Named } from "#lib/published/types.ts";
import type { Times } from "#lib/times.ts";
import { Card, RowCard } from "./card.tsx";
import { LatestList, whenAmong } from "./lists.tsx";
import { Rivers } from "./rivers.tsx";

type Props = {
  name: string;
  front: FrontContent;
  topics: readonly Named[];
  mostRead: readonly Headline[];
  times: Times;
};

/** One lead, then everything else visibly smaller; opinion separates the lead from the sections. */
export function FrontPage({ name, front, topics, mostRead, times }: Props) {
  const { lead, seconds, four, latest, opinion, rivers } = front;
  const isShort = lead !== null && !lead.picture;
  const isFourBelowLead = isShort && four.length > 0 && seconds.length > 0;
  const areSecondsBelowLead = isShort && four.length === 0 && seconds.length === 2;
  return (
    <main id="content" tabIndex={-1}>
      <h1 className="visually-hidden">{name}: front page</h1>
      {lead ? (
        <div className="wrap">
          <Top
            lead={lead}
            below={isFourBelowLead ? four : areSecondsBelowLead ? seconds : []}
            seconds={areSecondsBelowLead ? [] : seconds}
            latest={latest}
            times={times}
          />
          {four.length > 0 && !isFourBelowLead && (
            <div className="four">
              {four.map((card) => (
                <RowCard key={card.id} card={card} times={times} />
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
      {rivers.length > 0 && <Rivers rivers={rivers} topics={topics} mostRead={mostRead} times={times} />}
    </main>
  );
}

type TopProps = {
  lead: LiveCard;
  /** Shown in the column of the lead, below it: a lead without a picture is short. */
  below: readonly LiveCard[];
  seconds: readonly LiveCard[];
  latest: readonly LiveCard[];
  times: Times;
};
/** A list with this few headlines shows standfirsts, so that it is about as tall as the stories beside it. */
const shortLatest = 6;
const decksInShortLatest = 3;

function Top({ lead, below, seconds, latest, times }: TopProps) {
  const when = whenAmong([lead, ...seconds, ...latest], times);
  const columns = (seconds.length > 0 ? 1 : 0) + (latest.length > 0 ? 1 : 0);
  const first = (
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
  );
  return (
    <div className={`front-top${columns === 1 ? " two" : columns === 0 ? " alone" : ""}`}>
      {below.length > 0 ? (
        <div>
          {first}
          <div className="four">
            {below.map((card) => (
              <Card key={card.id} card={card} times={times} hasByline={false} hasPicture={below.length < 4} hasDeck />
            ))}
          </div>
        </div>
      ) : (
        first
      )}
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
          <LatestList
            cards={latest}
            deckCount={latest.length < shortLatest && below.length === 0 ? decksInShortLatest : 0}
            times={times}
          />
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
