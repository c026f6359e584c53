import { hrefOf } from "#lib/addresses/paths.ts";
import type { FrontContent } from "#lib/fronts/compose.ts";
import type { ComposedFront } from "#lib/fronts/layout-policy.ts";
import type { Headline, Named } from "#lib/published/types.ts";
import type { Times } from "#lib/times.ts";
import { Card, RowCard } from "./card.tsx";
import { Containers } from "./containers.tsx";
import { FrontTop } from "./front-top.tsx";
import { Rivers } from "./rivers.tsx";

type Props = {
  name: string;
  /** Composed by editors, or by rules alone. */
  front: FrontContent | ComposedFront;
  topics: readonly Named[];
  mostRead: readonly Headline[];
  times: Times;
};

export const FrontPage = ({ name, front, topics, mostRead, times }: Props) => (
  <main id="content" tabIndex={-1}>
    <h1 className="visually-hidden">{name}: front page</h1>
    {"containers" in front ? (
      <Containers front={front} topics={topics} mostRead={mostRead} times={times} />
    ) : (
      <FilledFront front={front} topics={topics} mostRead={mostRead} times={times} />
    )}
  </main>
);

type FilledProps = Omit<Props, "name" | "front"> & { front: FrontContent };

/** One lead, then everything else visibly smaller; opinion separates the lead from the sections. */
function FilledFront({ front, topics, mostRead, times }: FilledProps) {
  const { lead, seconds, four, latest, opinion, rivers } = front;
  const isShort = lead !== null && !lead.picture;
  const isFourBelowLead = isShort && four.length > 0 && seconds.length > 0;
  const areSecondsBelowLead = isShort && four.length === 0 && seconds.length === 2;
  return (
    <>
      {lead ? (
        <div className="wrap">
          <FrontTop
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
    </>
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
