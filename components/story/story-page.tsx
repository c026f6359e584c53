import { numberFootnotes } from "#lib/document/footnotes.ts";
import { childrenOf, isDeeperThan, type NodeJson, wordsOf } from "#lib/document/json.ts";
import type { Headline, LiveCard, LiveStoryPage, LiveTranslation, ShownPart } from "#lib/published/types.ts";
import { reportHref } from "#lib/reports/schema.ts";
import type { SiteSettings } from "#lib/site/schema.ts";
import { directionOf, type Times } from "#lib/times.ts";
import type { LanguageAttributes } from "../site/card.tsx";
import { Badge } from "../site/card.tsx";
import { labelName } from "../site/labels.ts";
import { Breadcrumb, LatestRail } from "../site/lists.tsx";
import { type BlockContext, saidIn } from "./block-context.ts";
import { Blocks, MainFigure } from "./blocks.tsx";
import { listedSubheadings } from "./contents.tsx";
import { Footnotes } from "./footnotes.tsx";
import { Inline } from "./inline.tsx";
import { bodyTextOf, childOf } from "./plain.ts";
import { AuthorBox, Corrections, Licence, PartNav, PrintedAddress, ReadAlso, Share, Topics } from "./story-end.tsx";
import { Byline, CorrectionNotice, EditorsNote, OtherLanguages, PublicationTimes, Reading } from "./story-meta.tsx";

export type StoryPageProps = {
  paper: SiteSettings;
  story: LiveStoryPage;
  /** Absolute address of the story. */
  url: string;
  /** The published translations and the original of the story; empty if there are none. */
  translations: readonly LiveTranslation[];
  /** Published stories that the text shows as cards. */
  cards: readonly LiveCard[];
  /** The collections that have the story. */
  parts?: readonly ShownPart[];
  readAlso: readonly LiveCard[];
  latest: readonly LiveCard[];
  mostRead?: readonly Headline[];
  /** Whether the story is over a year old at this moment. */
  isOld: boolean;
  /** Whether only one person sees it: there is no address to share, nothing to republish, and errors are discussed. */
  isPrivate?: boolean;
  times: Times;
};

/** Zones of the document outside the running text. */
export const apart = new Set(["kicker", "headline", "standfirst", "mainFigure", "keyPoints", "inShort"]);
export const deepest = 64;

/** A story as readers see it, from the target of the skip link to the rail. Takes everything as props: preview shows it as well. */
export function StoryPage(props: StoryPageProps) {
  const { paper, story, url, translations, cards, readAlso, latest, mostRead = [], isOld, times } = props;
  const { isPrivate = false, parts = [] } = props;
  const whole: NodeJson = isDeeperThan(story.document, deepest) ? { type: "doc" } : story.document;
  const { document, notes } = numberFootnotes(whole);
  const zones = childrenOf(document);
  const blocks = zones.filter((node) => !apart.has(node.type));
  const context = contextOf(story, blocks, cards, times);
  const main = childOf(document, "mainFigure");
  const keyPoints = childOf(document, "keyPoints");
  const inShort = childOf(document, "inShort");
  const standfirst = childOf(document, "standfirst");
  const named = labelName(story.label);
  const label = story.trail.some(({ name }) => name === named) ? null : named; // the breadcrumb above has said it
  const isOther = story.language !== paper.language;
  // Words around the story are the paper's: a screen reader changes its voice for them, and back.
  const own: LanguageAttributes = isOther ? { lang: paper.language, dir: directionOf(paper.language) } : {};
  const theirs: LanguageAttributes = isOther ? { lang: story.language, dir: directionOf(story.language) } : {};
  return (
    <div className="wrap page">
      <main id="content" tabIndex={-1}>
        <article className="story" aria-labelledby="hl">
          <Breadcrumb trail={story.trail} own={own} />
          {(story.badge || label || story.kicker) && (
            <p className="label">
              <Badge badge={story.badge} own={own} />
              {label && (isOther ? <span {...own}>{label}</span> : label)}
              {label && story.kicker && " · "}
              {story.kicker}
            </p>
          )}
          <h1 id="hl">{story.headline}</h1>
          {wordsOf(standfirst).trim() !== "" && (
            <p className="standfirst">
              <Inline node={standfirst} />
            </p>
          )}
          <div className="story-meta" {...own}>
            <Byline story={story} paper={paper} hasPlace={context.opening === undefined} />
            <PublicationTimes story={story} times={times} />
            <Reading story={story} paper={paper} />
            {isOld && <p className="age">This story is more than a year old.</p>}
            <OtherLanguages translations={translations} story={story} />
          </div>
          {(story.editorsNote || story.corrections.length > 0) && (
            <div className="notices" {...own}>
              {story.editorsNote && <EditorsNote story={story} times={times} theirs={theirs} />}
              {story.corrections.map((correction) => (
                <CorrectionNotice key={correction.number} correction={correction} times={times} theirs={theirs} />
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
          <footer className="end" {...own}>
            {parts.map((part) => (
              <PartNav key={part.collection.id} part={part} language={paper.language} />
            ))}
            <Topics story={story} />
            {story.authors.map((author) => (
              <AuthorBox key={author.id} author={author} />
            ))}
            <Corrections corrections={story.corrections} times={times} theirs={theirs} />
            {!isPrivate && <Licence paper={paper} story={story} />}
            {!isPrivate && (
              <>
                <nav aria-label="Feedback">
                  <ul className="row">
                    <li>
                      <b>Is something wrong?</b>
                    </li>
                    <li>
                      <a rel="nofollow" href={reportHref(story.path)}>
                        Report an error
                      </a>
                    </li>
                  </ul>
                </nav>
                <Share headline={story.headline} url={url} />
                <PrintedAddress url={url} />
              </>
            )}
          </footer>
        </article>
      </main>
      <ReadAlso cards={readAlso} times={times} own={own} />
      {!isPrivate && <LatestRail cards={latest} mostRead={mostRead} times={times} />}
    </div>
  );
}

export function contextOf(
  story: Pick<LiveStoryPage, "language" | "pictures" | "media" | "place">,
  blocks: readonly NodeJson[],
  cards: readonly LiveCard[],
  times: Times,
): BlockContext {
  const subheadings = blocks.filter((block) => block.type === "subheading");
  const first = subheadings.findIndex((block) => block.attrs?.level !== 3);
  const opening = blocks.find((block) => block.type !== "paragraph" || wordsOf(block).trim() !== "");
  return {
    language: story.language,
    said: saidIn(story.language),
    pictures: story.pictures,
    media: story.media,
    cards: Object.fromEntries(cards.map((card) => [card.id, card])),
    times,
    bodyText: bodyTextOf(blocks),
    place: story.place,
    opening: opening?.type === "paragraph" ? opening : undefined,
    contents: listedSubheadings(blocks),
    deeper: new Set(first < 0 ? [] : subheadings.slice(first).filter((block) => block.attrs?.level === 3)),
  };
}
