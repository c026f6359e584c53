import type { ReactNode } from "react";
import { correctionsPath, hrefOf, partPath } from "#lib/addresses/paths.ts";
import { collectionKindNames } from "#lib/collections/schema.ts";
import type { LiveAuthor, LiveCard, LiveCorrection, LiveStoryPage, ShownPart } from "#lib/published/types.ts";
import { canBeRepublished, type SiteSettings } from "#lib/site/schema.ts";
import { directionOf, type Times } from "#lib/times.ts";
import { type LanguageAttributes, RowCard } from "../site/card.tsx";
import { correctionKinds as kinds } from "../site/corrections-page.tsx";
import { Note } from "./story-meta.tsx";

// What follows the text of a story.

type CorrectionsProps = { corrections: readonly LiveCorrection[]; times: Times; theirs: LanguageAttributes };
export function Corrections({ corrections, times, theirs }: CorrectionsProps) {
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

export function Topics({ story }: { story: LiveStoryPage }) {
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

export const AuthorBox = ({ author }: { author: LiveAuthor }) =>
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
export const Licence = ({ paper, story }: { paper: SiteSettings; story: LiveStoryPage }) =>
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
export const Share = ({ headline, url }: { headline: string; url: string }) => (
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
export function PartNav({ part: { collection, previous, next }, language }: PartProps): ReactNode {
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
export function ReadAlso({ cards, times, own }: ReadAlsoProps): ReactNode {
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
