import { hrefOf } from "#lib/addresses/paths.ts";
import { numberFootnotes } from "#lib/document/footnotes.ts";
import { childrenOf, isDeeperThan, type NodeJson, wordsOf } from "#lib/document/json.ts";
import type { LiveCard, StandingPage as Page } from "#lib/published/types.ts";
import type { FootPage } from "#lib/site/foot-schema.ts";
import type { SiteSettings } from "#lib/site/schema.ts";
import { directionOf, type Times } from "#lib/times.ts";
import type { LanguageAttributes } from "../site/card.tsx";
import { correctionKinds } from "../site/corrections-page.tsx";
import { Blocks, MainFigure } from "./blocks.tsx";
import { Footnotes } from "./footnotes.tsx";
import { Inline } from "./inline.tsx";
import { childOf } from "./plain.ts";
import { PrintedAddress } from "./story-end.tsx";
import { Note } from "./story-meta.tsx";
import { apart, contextOf, deepest } from "./story-page.tsx";

type Props = {
  paper: SiteSettings;
  page: Page;
  /** Absolute address of the page. */
  url: string;
  /** All standing pages of the paper; the others are listed beside the text. */
  pages?: readonly FootPage[];
  /** Published stories that the text shows as cards. */
  cards: readonly LiveCard[];
  times: Times;
};

/**
 * A page of the paper about itself: a text like a story's, signed by the paper, with the date of its last change and without
 * links to the news. Takes everything as props, because preview shows it as well.
 */
export function StandingPage({ paper, page, pages = [], url, cards, times }: Props) {
  const whole: NodeJson = isDeeperThan(page.document, deepest) ? { type: "doc" } : page.document;
  const { document, notes } = numberFootnotes(whole);
  const blocks = childrenOf(document).filter((node) => !apart.has(node.type));
  const context = contextOf({ ...page, place: "" }, blocks, cards, times);
  const main = childOf(document, "mainFigure");
  const keyPoints = childOf(document, "keyPoints");
  const inShort = childOf(document, "inShort");
  const standfirst = childOf(document, "standfirst");
  const kicker = wordsOf(childOf(document, "kicker")).trim();
  const changedAt = page.updatedAt ?? page.publishedAt;
  const isOther = page.language !== paper.language;
  const own = isOther ? { lang: paper.language, dir: directionOf(paper.language) } : {};
  const theirs = isOther ? { lang: page.language, dir: directionOf(page.language) } : {};
  return (
    <div className="wrap page">
      <main id="content" tabIndex={-1}>
        <article className="story" aria-labelledby="hl">
          {kicker && <p className="label">{kicker}</p>}
          <h1 id="hl">{page.headline}</h1>
          {wordsOf(standfirst).trim() !== "" && (
            <p className="standfirst">
              <Inline node={standfirst} />
            </p>
          )}
          <div className="story-meta" {...own}>
            <p className="times">
              <span>Last changed</span>{" "}
              <span>
                <time dateTime={times.iso(changedAt)}>{times.date(changedAt)}</time>
              </span>
            </p>
          </div>
          {page.corrections.length > 0 && (
            <div className="notices" {...own}>
              {page.corrections.map(({ number, kind, note, at }) => (
                <aside
                  key={number}
                  className="correction"
                  id={`correction-${number}`}
                  aria-label={`${correctionKinds[kind]} ${number}`}
                >
                  <p>
                    <b>
                      {correctionKinds[kind]}, <time dateTime={times.iso(at)}>{times.date(at)}</time>.
                    </b>{" "}
                    <Note note={note} theirs={theirs} />
                  </p>
                </aside>
              ))}
            </div>
          )}
          {main && <MainFigure node={main} context={context} />}
          <div className="body">
            {keyPoints && <Blocks nodes={[keyPoints]} context={context} />}
            <Blocks nodes={blocks} context={context} />
            <Footnotes notes={notes} context={context} />
          </div>
          {inShort && <Blocks nodes={[inShort]} context={context} />}
          <PrintedAddress url={url} />
        </article>
      </main>
      <OtherPages pages={pages.filter(({ path }) => path !== page.path)} paper={paper} own={own} />
    </div>
  );
}

type OtherProps = { pages: readonly FootPage[]; paper: SiteSettings; own: LanguageAttributes };

function OtherPages({ pages, paper, own }: OtherProps) {
  if (pages.length === 0) return null;
  return (
    <nav className="rail" aria-labelledby="op" {...own}>
      <div>
        <div>
          <div className="head s">
            <h2 id="op">More about {paper.shortName || paper.name}</h2>
          </div>
          <ul className="names">
            {pages.map(({ name, path, language }) => (
              <li key={path}>
                <a
                  href={hrefOf(path)}
                  {...(language === paper.language ? {} : { lang: language, dir: directionOf(language) })}
                >
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </nav>
  );
}
