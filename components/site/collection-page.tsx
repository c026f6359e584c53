import { collectionKindNames } from "#lib/collections/schema.ts";
import type { LiveCollection } from "#lib/published/collections/data.ts";
import type { LiveCard } from "#lib/published/types.ts";
import type { Times } from "#lib/times.ts";
import { CutPicture } from "../story/picture.tsx";
import { Card } from "./card.tsx";
import { FeedLink } from "./list-pages.tsx";
import { LatestRail } from "./lists.tsx";

type Props = {
  collection: LiveCollection;
  /** In the order of the collection. */
  cards: readonly LiveCard[];
  latest: readonly LiveCard[];
  times: Times;
};

/** A series or an issue: cover, introduction and stories in the order of the editors. */
export function CollectionPage({ collection, cards, latest, times }: Props) {
  const { name, kind, intro, cover } = collection;
  return (
    <div className="wrap page">
      <main id="content" tabIndex={-1}>
        <div className="title">
          <p className="kicker">{collectionKindNames[kind]}</p>
          <h1>{name}</h1>
          {paragraphsOf(intro).map((text) => (
            <p key={text} className="deck">
              {text}
            </p>
          ))}
          <ul className="row">
            <FeedLink path={collection.path} />
          </ul>
        </div>
        {cover && (
          <figure className="section-lead">
            <div className="card">
              <CutPicture
                id={cover.id}
                facts={cover.facts}
                crop={cover.crop ?? null}
                alt={cover.alt}
                shape="3:2"
                sizes="(width>=64rem) 56rem, 94vw"
                first
              />
            </div>
            {cover.credit && <figcaption className="meta">{cover.credit}</figcaption>}
          </figure>
        )}
        <h2 className="day">{kind === "ISSUE" ? "In this issue" : "In this series"}</h2>
        {cards.length === 0 && <p className="deck">Nothing has been published here yet.</p>}
        <ol className="list">
          {cards.map((card) => (
            <li key={card.id}>
              <Card
                card={card}
                kind="item"
                level={3}
                hasDeck
                times={times}
                when={times.date(card.publishedAt)}
                sizes="(width>=36rem) 11rem, 7rem"
              />
            </li>
          ))}
        </ol>
      </main>
      <LatestRail cards={latest} times={times} />
    </div>
  );
}

const paragraphsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/\n{2,}/)
      .map((one) => one.trim())
      .filter(Boolean),
  ),
];
