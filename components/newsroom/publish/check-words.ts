import type { CheckCode, Question } from "#lib/checks/questions.ts";

export type CheckWords = { title: string; why: string; link: string };
const places = (count = 0): string => (count === 1 ? "1 place" : `${count} places`);

/** The title of each check, why it matters, and what its button says. */
const checkWords: Record<CheckCode, CheckWords> = {
  LONG_HEADLINE: {
    title: "The headline is long",
    why: "Search engines and cards on phones cut it off after about 60.",
    link: "Shorten it",
  },
  NO_STANDFIRST: {
    title: "There is no standfirst",
    why: "Fronts, search engines and shared links show the headline alone.",
    link: "Write it",
  },
  NO_AUTHOR: { title: "No author is named", why: "The byline will name the paper’s staff.", link: "Name one" },
  NO_MAIN_PICTURE: {
    title: "There is no main picture",
    why: "Lists will show the story without a picture.",
    link: "Go there",
  },
  ALT_MISSING: {
    title: "A picture has no alt text",
    why: "Screen readers cannot describe it.",
    link: "Write it",
  },
  CREDIT_MISSING: { title: "A picture has no credit", why: "The person who made it is not named.", link: "Write it" },
  PICTURE_MISSING: {
    title: "A picture is still missing",
    why: "Readers will not see the empty frame.",
    link: "Go there",
  },
  FILE_MISSING: {
    title: "A video, audio or file is still missing",
    why: "Readers will not see the empty frame.",
    link: "Go there",
  },
  FOOTNOTE_UNUSED: {
    title: "Nothing in the text refers to a footnote",
    why: "Readers will not see the footnote.",
    link: "Go there",
  },
  EMBED_MISSING: { title: "An embed has no address", why: "Readers will not see the empty frame.", link: "Go there" },
  STORY_MISSING: { title: "A story card is empty", why: "Readers will not see the card.", link: "Go there" },
  LEVEL_SKIPPED: {
    title: "A small subheading comes before the first large one",
    why: "Screen-reader users move from heading to heading.",
    link: "Go there",
  },
  TABLE_UNNAMED: {
    title: "A table has no caption",
    why: "Screen-reader users do not learn what it shows.",
    link: "Write it",
  },
  OPEN_SUGGESTIONS: {
    title: "Suggestions are open",
    why: "They are left out: readers get the text as if they were rejected.",
    link: "Go there",
  },
  STRAIGHT_QUOTES: {
    title: "Straight quotes",
    why: "The story’s language uses other characters. Undo reverts the replacement.",
    link: "Replace them",
  },
  TYPEWRITER_SIGNS: {
    title: "Straight quotes, double hyphens or three dots",
    why: "The story’s language uses other characters. Undo reverts the replacement.",
    link: "Replace them",
  },
  TK: { title: "“TK” is still in the text", why: "A fact is missing there.", link: "Go there" },
  LONG_STANDFIRST: {
    title: "The standfirst is long",
    why: "Cards and shared links cut it off after about 250 characters.",
    link: "Shorten it",
  },
  LONG_SEO_TITLE: {
    title: "The SEO title is long",
    why: "Search engines cut it off after about 60 characters.",
    link: "Shorten it",
  },
  LONG_SEO_DESCRIPTION: {
    title: "The SEO description is long",
    why: "Search engines cut it off after about 160 characters.",
    link: "Shorten it",
  },
  NO_TOPIC: {
    title: "No topic is chosen",
    why: "Readers of a topic page will not find the story.",
    link: "Choose one",
  },
  ALT_VAGUE: {
    title: "An alt text describes nothing",
    why: "Say what the picture shows, as if on the telephone.",
    link: "Write it",
  },
  ALT_IS_HEADLINE: {
    title: "An alt text repeats the headline",
    why: "Readers who cannot see the picture hear the same words twice.",
    link: "Write it",
  },
  QUOTE_UNATTRIBUTED: { title: "A quote has no source", why: "Readers should learn who said it.", link: "Name it" },
  PLACEHOLDER: {
    title: "A placeholder is still in the text",
    why: "Replace it before readers see it.",
    link: "Go there",
  },
  DOUBLE_WORD: { title: "A word is there twice", why: "It is probably a slip.", link: "Go there" },
  LONG_SENTENCE: { title: "A sentence is long", why: "Two sentences are easier to read.", link: "Go there" },
  LONG_PARAGRAPH: { title: "A paragraph is long", why: "On a phone it fills the screen.", link: "Go there" },
  LINK_EMPTY: { title: "A link has no words", why: "Nobody can see or hear where it leads.", link: "Go there" },
  LINK_VAGUE: {
    title: "A link does not say where it leads",
    why: "Screen readers list links without their sentences. Link the words that name the target.",
    link: "Go there",
  },
  LINK_DEAD: {
    title: "A link to your own site leads nowhere",
    why: "The story is not published, or there is no page at this address. Readers get the words without a link, or an error page.",
    link: "Go there",
  },
  LINK_BROKEN: {
    title: "A link to another site leads nowhere",
    why: "The site answered that there is no page, or has not answered for days. Link to another page, or to a copy in a web archive.",
    link: "Go there",
  },
  LINK_MOVED: {
    title: "A link to another site has moved",
    why: "It still leads on. Link to the new address, before the old one ends.",
    link: "Go there",
  },
  MENTION_UNLINKED: {
    title: "An earlier report of yours is named without a link",
    why: "Readers want to read it. Select the words and press Ctrl+K to find the story.",
    link: "Go there",
  },
  HOUSE_STYLE: { title: "House style", why: "", link: "Go there" },
};

/** The words of a check; the reason of a rule of the house style is that of its editors. */
export function wordsOfCheck({
  code,
  count,
  words,
  replacement,
  reason,
}: Question & { reason?: string | undefined }): CheckWords {
  const found = checkWords[code];
  const why = reason ?? found.why;
  if (code === "LONG_HEADLINE") return { ...found, title: `The headline has ${count} characters` };
  if (code === "LONG_STANDFIRST") return { ...found, title: `The standfirst has ${count} characters` };
  if (code === "LONG_SEO_TITLE") return { ...found, title: `The SEO title has ${count} characters` };
  if (code === "LONG_SEO_DESCRIPTION") return { ...found, title: `The SEO description has ${count} characters` };
  if (code === "LONG_SENTENCE") return { ...found, title: `A sentence has ${count} words: “${words}”` };
  if (code === "LONG_PARAGRAPH") return { ...found, title: `A paragraph has ${count} words: “${words}”` };
  if (code === "HOUSE_STYLE" || code === "DOUBLE_WORD") {
    const title = replacement ? `“${words}”: write “${replacement}”` : `“${words}”`;
    return { ...found, why, title };
  }
  if (words !== undefined) return { ...found, title: `${found.title}: “${words}”` };
  return count === undefined ? found : { ...found, title: `${found.title} in ${places(count)}` };
}

/** The name of a check in settings: its title. */
export const nameOfCheck = (code: CheckCode): string => checkWords[code].title;
