import { hrefOf } from "#lib/addresses/paths.ts";
import type { River } from "#lib/fronts/compose.ts";
import type { Headline, LiveCard, Named } from "#lib/published/types.ts";
import type { Times } from "#lib/times.ts";
import { Card, hasKickers, RowCard } from "./card.tsx";
import { MostRead, whenAmong } from "./lists.tsx";

type Props = {
  rivers: readonly River[];
  topics: readonly Named[];
  mostRead: readonly Headline[];
  times: Times;
};

/** The sections of a front: the first ones beside the rail, the others across the page. */
export function Rivers({ rivers, topics, mostRead, times }: Props) {
  const rows = rowsOf(rivers);
  const rail = fitRail(rows, topics, mostRead);
  const below = rows.slice(rail.rows);
  return (
    <>
      {rail.rows > 0 && (
        <div className="wrap rivers">
          <div>
            {rows.slice(0, rail.rows).map((row) => (
              <RowOf key={row[0].section.id} row={row} times={times} />
            ))}
          </div>
          <aside className="aside" aria-label="Most read and topics">
            <div>
              <MostRead stories={mostRead} times={times} />
              {rail.topics.length > 0 && <Topics topics={rail.topics} />}
            </div>
          </aside>
        </div>
      )}
      {below.length > 0 && (
        <div className="wrap rivers full">
          <div>
            {below.map((row) => (
              <RowOf key={row[0].section.id} row={row} isWide times={times} />
            ))}
          </div>
        </div>
      )}
    </>
  );
}

const Topics = ({ topics }: { topics: readonly Named[] }) => (
  <section aria-labelledby="tp">
    <div className="head s">
      <h2 id="tp">Topics</h2>
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

/** One section, or two short ones side by side. */
type Row = readonly [River, River?];

const hasPicture = ({ cards }: River): boolean => cards.some((card) => card.picture !== null);
const isShort = ({ cards }: River): boolean => cards.length <= 2;

/** Pairs short sections of about equal height in one row. */
export function rowsOf(rivers: readonly River[]): Row[] {
  const rows: Row[] = [];
  for (let index = 0; index < rivers.length; index++) {
    const [river, next] = [rivers[index], rivers[index + 1]];
    if (!river) continue;
    if (next && isShort(river) && isShort(next) && hasPicture(river) === hasPicture(next)) {
      rows.push([river, next]);
      index++;
    } else rows.push([river]);
  }
  return rows;
}

/** Heights in rem at a width of 1280 px, measured with headlines of average length. */
const rem = { head: 4, gap: 2.75, read: 4.6, topic: 2.8, texts: { few: 11, many: 19 } } as const;
/** Heights of cards with pictures by their number, in a section alone in its row and in one that shares its row. */
const pictured = { alone: [0, 22, 22, 17, 33, 33], paired: [0, 29, 42] } as const;

function heightOf([river, beside]: Row): number {
  const { length } = river.cards;
  const texts = length > 3 ? rem.texts.many : rem.texts.few;
  const most = Math.max(length, beside?.cards.length ?? 0);
  const cards = !hasPicture(river) ? texts : ((beside ? pictured.paired[most] : pictured.alone[length]) ?? 33);
  return rem.head + rem.gap + cards;
}

/** Minimum number of topics in the rail; fewer look like a mistake. */
const minTopics = 3;

/** The number of rows beside the rail and of topics in it, so that neither column ends far below the other. */
export function fitRail(rows: readonly Row[], topics: readonly Named[], mostRead: readonly Headline[]) {
  const read = mostRead.length > 0 ? rem.head + rem.gap + mostRead.length * rem.read : 0;
  const offered = topics.length < minTopics ? 0 : topics.length;
  let best = { rows: 0, topics: 0, cost: read + offered > 0 ? Number.POSITIVE_INFINITY : 0 };
  let covered = 0;
  for (const [index, row] of rows.entries()) {
    covered += heightOf(row);
    const fitting = Math.min(offered, Math.floor((covered - read - rem.head) / rem.topic));
    const shown = fitting < minTopics ? 0 : fitting;
    const height = read + (shown > 0 ? rem.head + shown * rem.topic : 0);
    const hole = covered < read && index < rows.length - 1 ? Number.POSITIVE_INFINITY : Math.abs(covered - height);
    // A topic left out costs half as much as the same height left empty.
    const cost = hole + ((offered - shown) * rem.topic) / 2;
    if (height > 0 && cost < best.cost) best = { rows: index + 1, topics: shown, cost };
  }
  return { rows: best.rows, topics: topics.slice(0, best.topics) };
}

function RowOf({ row: [river, beside], isWide = false, times }: { row: Row; isWide?: boolean; times: Times }) {
  if (!beside) return <RiverOf river={river} isWide={isWide} times={times} />;
  return (
    <div className="pair">
      <RiverOf river={river} isHalf times={times} />
      <RiverOf river={beside} isHalf times={times} />
    </div>
  );
}

/** `isWide`: the section takes the whole width of the page. */
type RiverProps = { river: River; isHalf?: boolean; isWide?: boolean; times: Times };

function RiverOf({ river, isHalf = false, isWide = false, times }: RiverProps) {
  const { section, cards } = river;
  const id = `s${section.path.replace(/\W+/g, "-")}`;
  return (
    <section aria-labelledby={id}>
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
      <RiverCards section={section.name} cards={cards} isHalf={isHalf} isWide={isWide} times={times} />
    </section>
  );
}

type CardsProps = {
  section: string;
  cards: readonly LiveCard[];
  isHalf: boolean;
  isWide: boolean;
  /** Related stories of a card. */
  linksOf?: (card: LiveCard) => readonly LiveCard[] | undefined;
  times: Times;
};

/**
 * Two or three cards share a row, and so do stories without pictures. Otherwise there is a lead with its picture, and
 * headlines beside it, or below it if there is only one.
 */
export function RiverCards({ section, cards, isHalf, isWide, linksOf, times }: CardsProps) {
  const when = whenAmong(cards, times);
  const hasKicker = hasKickers(cards, section);
  const pictured = cards.filter((card) => card.picture !== null);
  const lead = pictured[0] ?? cards[0];
  if (!lead) return null;
  const isMixedPair = cards.length === 2 && pictured.length === 1;
  if (!isHalf && cards.length > 1 && cards.length <= 3 && !isMixedPair)
    return (
      <div className={cards.length === 2 ? "river few duo" : "river few"}>
        {cards.map((card) => (
          <RowCard key={card.id} card={card} hasKicker={hasKicker} links={linksOf?.(card)} times={times} />
        ))}
      </div>
    );
  if (!isHalf && cards.length > 1 && !lead.picture)
    return (
      <div className="river texts">
        {cards.map((card) => (
          <Card
            key={card.id}
            card={card}
            hasKicker={hasKicker}
            hasDeck
            links={linksOf?.(card)}
            times={times}
            when={when(card)}
          />
        ))}
      </div>
    );
  const rest = cards.filter((card) => card !== lead);
  const shape = isHalf ? " half" : rest.length < 2 ? " low" : "";
  return (
    <div className={`river${shape}`}>
      <Card
        card={lead}
        size="xl"
        hasKicker={hasKicker}
        hasDeck
        links={linksOf?.(lead)}
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
              size={index === 0 || isWide ? "" : "m"}
              hasPicture={false}
              hasKicker={hasKicker}
              hasDeck={index === 0 || isWide}
              links={linksOf?.(card)}
              times={times}
              when={when(card)}
            />
          ))}
        </div>
      )}
    </div>
  );
}
