import type { ReactNode } from "react";
import { correctionsPath, hrefOf, partPath } from "#lib/addresses/paths.ts";
import { collectionKindNames } from "#lib/collections/schema.ts";
import { readingMinutes } from "#lib/document/counts.ts";
import { numberFootnotes } from "#lib/document/footnotes.ts";
import { childrenOf, isDeeperThan, type NodeJson, wordsOf } from "#lib/document/json.ts";
import { languageInItself, storyWords } from "#lib/document/story-words.ts";
import type {
  Headline,
  LiveAuthor,
  LiveCard,
  LiveCorrection,
  LiveStoryPage,
  LiveTranslation,
  ShownPart,
} from "#lib/published/types.ts";
import { reportHref } from "#lib/reports/schema.ts";
import { canBeRepublished, type SiteSettings } from "#lib/site/schema.ts";
import { directionOf, type Times } from "#lib/times.ts";
import type { LanguageAttributes } from "../site/card.tsx";
import { Badge, RowCard } from "../site/card.tsx";
import { correctionKinds as kinds } from "../site/corrections-page.tsx";
import { labelName } from "../site/labels.ts";
import { Breadcrumb, LatestRail } from "../site/lists.tsx";
import { type BlockContext, saidIn } from "./block-context.ts";
import { Blocks, MainFigure } from "./blocks.tsx";
import { listedSubheadings } from "./contents.tsx";
import { Footnotes } from "./footnotes.tsx";
import { Inline } from "./inline.tsx";
import { bodyTextOf, childOf } from "./plain.ts";

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
            <Tongues translations={translations} story={story} />
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

/** The byline; never empty, because the paper's staff signs without an author. `hasPlace`: the dateline does not fit the text. */
function Byline({ story, paper, hasPlace }: { story: LiveStoryPage; paper: SiteSettings; hasPlace: boolean }) {
  const last = story.authors.length - 1;
  return (
    <p className="byline">
      By{" "}
      {story.authors.length === 0
        ? `${paper.shortName || paper.name} staff`
        : story.authors.map((author, index) => (
            <span key={author.id}>
              {index > 0 && (index === last ? " and " : ", ")}
              <a rel="author" href={hrefOf(author.path)}>
                {author.name}
              </a>
            </span>
          ))}
      {hasPlace && story.place && ` in ${story.place}`}
    </p>
  );
}

type TimesProps = { story: LiveStoryPage; times: Times };
function PublicationTimes({ story, times }: TimesProps) {
  const { publishedAt, updatedAt } = story;
  return (
    <p className="times">
      <span>
        <time dateTime={times.iso(publishedAt)}>{times.full(publishedAt)}</time>
      </span>
      {updatedAt && updatedAt > publishedAt && (
        <>
          {" "}
          <span>
            Updated{" "}
            <time dateTime={times.iso(updatedAt)}>
              {times.dayKey(updatedAt) === times.dayKey(publishedAt) ? times.clock(updatedAt) : times.full(updatedAt)}
            </time>
          </span>
        </>
      )}
    </p>
  );
}

/** Below the times, because an age replaces a time only at the end of a line. */
const Reading = ({ story, paper }: Pick<StoryPageProps, "story" | "paper">) => (
  <p className="reading">
    {readingMinutes(story.words)} min read
    {paper.showsHistory && story.versions > 1 && (
      <>
        {" · "}
        <a href={partPath(hrefOf(story.path), "history")}>What changed</a>
      </>
    )}
  </p>
);

/** The story in its other languages, by their native names. */
function Tongues({ translations, story }: Pick<StoryPageProps, "translations" | "story">) {
  const said = storyWords(story.language);
  const others = translations.filter(({ id }) => id !== story.id);
  if (others.length === 0) return null;
  return (
    <nav className="languages" aria-labelledby="tg">
      <ul className="row">
        <li>
          <b id="tg" lang={said.language} dir={directionOf(said.language)}>
            {said.words.otherLanguages}
          </b>
        </li>
        {others.map(({ id, path, language }) => (
          <li key={id}>
            <a href={hrefOf(path)} hrefLang={language} lang={language} dir={directionOf(language)}>
              {languageInItself(language)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type NoticeProps = { correction: LiveCorrection; times: Times; theirs: LanguageAttributes };

/** What is said of an error is said in the language of the story, among words of ours. */
export const Note = ({ note, theirs }: { note: string; theirs: LanguageAttributes }) =>
  theirs.lang ? <span {...theirs}>{note}</span> : note;

const EditorsNote = ({ story, times, theirs }: TimesProps & { theirs: LanguageAttributes }) => (
  <aside className="editors-note" aria-label="Editor’s note">
    <p>
      <b>
        Editor’s note
        {story.editorsNoteAt && (
          <>
            , <time dateTime={times.iso(story.editorsNoteAt)}>{times.date(story.editorsNoteAt)}</time>
          </>
        )}
        .
      </b>{" "}
      <Note note={story.editorsNote} theirs={theirs} />
    </p>
  </aside>
);

/** Above the text, for readers who read only the beginning. */
const CorrectionNotice = ({ correction, times, theirs }: NoticeProps) => (
  <aside
    className="correction"
    id={`correction-${correction.number}`}
    aria-label={`${kinds[correction.kind]} ${correction.number}`}
  >
    <p>
      <b>
        {kinds[correction.kind]}, <time dateTime={times.iso(correction.at)}>{times.date(correction.at)}</time>.
      </b>{" "}
      <Note note={correction.note} theirs={theirs} /> <a href="#corrections">All corrections</a>
    </p>
  </aside>
);

type CorrectionsProps = { corrections: readonly LiveCorrection[]; times: Times; theirs: LanguageAttributes };
function Corrections({ corrections, times, theirs }: CorrectionsProps) {
  if (corrections.length === 0) return null;
  return (
    <section id="corrections" aria-labelledby="cl">
      <h2 id="cl">Corrections to this story</h2>
      {corrections.map((correction) => (
        <p key={correction.number}>
          <time dateTime={times.iso(correction.at)}>{times.full(correction.at)}</time>,{" "}
          <a href={`#correction-${correction.number}`}>{kinds[correction.kind].toLowerCase()}</a>:{" "}
          <Note note={correction.note} theirs={theirs} />
        </p>
      ))}
      <p>
        <a href={correctionsPath}>All corrections by this paper</a>
      </p>
    </section>
  );
}

function Topics({ story }: { story: LiveStoryPage }) {
  return (
    <nav aria-label="Topics">
      <ul className="row">
        <li>
          <b>More on</b>
        </li>
        {[...story.topics, story.section].map((topic) => (
          <li key={topic.id}>
            <a href={hrefOf(topic.path)}>{topic.name}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const AuthorBox = ({ author }: { author: LiveAuthor }) =>
  (author.jobTitle || author.bio) && (
    <section className="author" aria-label={`About ${author.name}`}>
      <h2 className="hl">
        <a href={hrefOf(author.path)}>{author.name}</a>
      </h2>
      <p>{[author.jobTitle && `${author.jobTitle}.`, author.bio].filter(Boolean).join(" ")}</p>
    </section>
  );

export const LicenceName = ({ paper: { licence, licenceLink } }: { paper: SiteSettings }) =>
  licenceLink ? (
    <a rel="license" href={licenceLink}>
      {licence}
    </a>
  ) : (
    licence
  );

/** The licence of the story. */
const Licence = ({ paper, story }: { paper: SiteSettings; story: LiveStoryPage }) =>
  paper.licence && (
    <p>
      <LicenceName paper={paper} />
      {canBeRepublished(paper, story) && (
        <>
          {" · "}
          <a rel="nofollow" href={partPath(hrefOf(story.path), "republish")}>
            Republish this story
          </a>
        </>
      )}
    </p>
  );

/** The address for printed pages; screens have an address bar. */
export const PrintedAddress = ({ url }: { url: string }) => (
  <p className="address" dir="ltr">
    {url}
  </p>
);

/** Plain links without third parties. The script turns the last one into a button, because nothing after it can move. */
const Share = ({ headline, url }: { headline: string; url: string }) => (
  <nav aria-label="Share">
    <ul className="row">
      <li>
        <b>Share</b>
      </li>
      <li>
        <a href={`mailto:?subject=${encodeURIComponent(headline)}&body=${encodeURIComponent(url)}`}>Email</a>
      </li>
      <li>
        <a href={url} data-copy="">
          Link to this story
        </a>
      </li>
    </ul>
  </nav>
);

type PartProps = { part: ShownPart; language: string };

/** Leads to a collection of the story, and to the parts before and after it. */
function PartNav({ part: { collection, previous, next }, language }: PartProps): ReactNode {
  const id = `part-${collection.id}`;
  const sides = [
    { story: previous, name: "Previous", rel: "prev" },
    { story: next, name: "Next", rel: "next" },
  ];
  return (
    <nav aria-labelledby={id}>
      <ul className="row">
        <li id={id}>
          <b>{collectionKindNames[collection.kind]}:</b> <a href={hrefOf(collection.path)}>{collection.name}</a>
        </li>
        {sides.map(
          ({ story, name, rel }) =>
            story && (
              <li key={name}>
                <a
                  href={hrefOf(story.path)}
                  rel={rel}
                  {...(story.language === language ? {} : { hrefLang: story.language })}
                >
                  {`${name}: `}
                  {story.language === language ? (
                    story.headline
                  ) : (
                    <span lang={story.language} dir={directionOf(story.language)}>
                      {story.headline}
                    </span>
                  )}
                </a>
              </li>
            ),
        )}
      </ul>
    </nav>
  );
}

type ReadAlsoProps = { cards: readonly LiveCard[]; times: Times; own: LanguageAttributes };
function ReadAlso({ cards, times, own }: ReadAlsoProps): ReactNode {
  if (cards.length === 0) return null;
  return (
    <section className="also" aria-labelledby="ra" {...own}>
      <div className="head">
        <h2 id="ra">Read also</h2>
      </div>
      <ul>
        {cards.map((card) => (
          <li key={card.id}>
            <RowCard card={card} times={times} when={times.date(card.publishedAt)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
