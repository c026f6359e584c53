import { hrefOf, partPath } from "#lib/addresses/paths.ts";
import { readingMinutes } from "#lib/document/counts.ts";
import { languageInItself, storyWords } from "#lib/document/story-words.ts";
import type { LiveCorrection, LiveStoryPage, LiveTranslation } from "#lib/published/types.ts";
import type { SiteSettings } from "#lib/site/schema.ts";
import { directionOf, type Times } from "#lib/times.ts";
import type { LanguageAttributes } from "../site/card.tsx";
import { correctionKinds as kinds } from "../site/corrections-page.tsx";

// What is said about a story between its headline and its text.

/** The byline; never empty, because the paper's staff signs without an author. `hasPlace`: the dateline does not fit the text. */
export function Byline({ story, paper, hasPlace }: { story: LiveStoryPage; paper: SiteSettings; hasPlace: boolean }) {
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

type StoryTimesProps = { story: LiveStoryPage; times: Times };
export function PublicationTimes({ story, times }: StoryTimesProps) {
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
export const Reading = ({ story, paper }: { story: LiveStoryPage; paper: SiteSettings }) => (
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

type OtherLanguagesProps = { translations: readonly LiveTranslation[]; story: LiveStoryPage };

/** The story in its other languages, by their native names. */
export function OtherLanguages({ translations, story }: OtherLanguagesProps) {
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

export const EditorsNote = ({ story, times, theirs }: StoryTimesProps & { theirs: LanguageAttributes }) => (
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
export const CorrectionNotice = ({ correction, times, theirs }: NoticeProps) => (
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
