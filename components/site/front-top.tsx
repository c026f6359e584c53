import type { LiveCard } from "#lib/published/types.ts";
import type { Times } from "#lib/times.ts";
import { Card } from "./card.tsx";
import { LatestList, whenAmong } from "./lists.tsx";

type TopProps = {
  lead: LiveCard;
  /** Shown in the column of the lead, below it: a lead without a picture is short. */
  below: readonly LiveCard[];
  seconds: readonly LiveCard[];
  latest: readonly LiveCard[];
  /** Related stories of a card. */
  linksOf?: (card: LiveCard) => readonly LiveCard[] | undefined;
  times: Times;
};
/** A list with this few headlines shows standfirsts, so that it is about as tall as the stories beside it. */
const shortLatest = 6;
const decksInShortLatest = 3;

/** The lead, the seconds beside it and the newest stories. */
export function FrontTop({ lead, below, seconds, latest, linksOf, times }: TopProps) {
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
      links={linksOf?.(lead)}
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
              links={linksOf?.(card)}
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
