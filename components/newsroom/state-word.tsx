import type { CollectionState } from "#lib/collections/types.ts";
import type { PersonState, Publication } from "#lib/postgres/generated/enums.ts";
import classes from "./state-word.module.css";
import { publicationWords, statusWord, type Word } from "./story-status.ts";

export const accountWords: Record<PersonState, Word> = {
  INVITED: { word: "Invited", tone: "filed" },
  ACTIVE: { word: "Active", tone: "live" },
  SUSPENDED: { word: "Suspended", tone: "down" },
  SERVICE: { word: "API key", tone: "live" },
  ERASED: { word: "Erased", tone: "down" },
};

/** The status of a story or page: a circle and a word. */
export const StatusWord = (facts: Parameters<typeof statusWord>[0]) => <Dotted {...statusWord(facts)} shape="circle" />;

/** Whether readers can see a story: a square and a word. */
export const PublicationWord = ({ state }: { state: Publication }) => (
  <Dotted {...publicationWords[state]} shape="square" />
);

const collectionWords: Record<CollectionState, Word> = {
  draft: { word: "Draft", tone: "draft" },
  published: { word: "Published", tone: "live" },
  withdrawn: { word: "Withdrawn", tone: "down" },
};

/** Whether readers can see a collection. */
export const CollectionWord = ({ state }: { state: CollectionState }) => (
  <Dotted {...collectionWords[state]} shape="square" />
);

export const AccountWord = ({ state }: { state: PersonState }) => <Dotted {...accountWords[state]} shape="circle" />;

function Dotted({ word, tone, shape }: Word & { shape: "circle" | "square" }) {
  return (
    <span className={classes.state} data-tone={tone} data-shape={shape}>
      {word}
    </span>
  );
}
