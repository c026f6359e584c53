import type { NodeJson } from "#lib/document/json.ts";
import { storyWords } from "#lib/document/story-words.ts";
import type { MediaFacts } from "#lib/media/types.ts";
import type { PictureFacts } from "#lib/pictures/types.ts";
import type { LiveCard } from "#lib/published/types.ts";
import { directionOf, type Times } from "#lib/times.ts";

/** What the blocks of a story need beside their own words. */
export type BlockContext = {
  /** Facts of the pictures that readers may see, by id. */
  pictures: Readonly<Record<string, PictureFacts>>;
  /** Facts of the videos, sounds and documents that readers may see, by id. */
  media: Readonly<Record<string, MediaFacts>>;
  /** Live stories that the text shows as cards, by id. */
  cards: Readonly<Record<string, LiveCard>>;
  times: Times;
  /** Of the text. */
  language: string;
  /** The paper's words within the text, in the story's language where we have them. */
  said: ReturnType<typeof saidIn>;
  /** The plain text of the body, to leave out pull quotes that only repeat it. */
  bodyText: string;
  /** The place of the report, such as "Customs Quay", shown before the first paragraph. */
  place: string;
  /** The paragraph before which the place is shown. */
  opening: NodeJson | undefined;
  /** The subheadings that the table of contents of the story lists; absent or empty without one. */
  contents?: readonly NodeJson[];
  /** Subheadings of the third level with one of the second before them. */
  deeper: ReadonlySet<NodeJson>;
};
/** `mark`: what an element needs that says them, where they are in another language than what is around it. */
export function saidIn(language: string) {
  const { words, language: own } = storyWords(language);
  return { words, mark: own === language ? {} : { lang: own, dir: directionOf(own) } };
}
export type BlockProps = { node: NodeJson; context: BlockContext };
