import type { CopyState, PersonState, Publication } from "#lib/postgres/generated/enums.ts";
import classes from "./state-word.module.css";

type Word = { word: string; tone: string };

export const copyWords: Record<CopyState, Word> = {
  DRAFT: { word: "Draft", tone: "draft" },
  FILED: { word: "Filed", tone: "filed" },
  READY: { word: "Ready", tone: "ready" },
  SCHEDULED: { word: "Scheduled", tone: "scheduled" },
  SPIKED: { word: "Spiked", tone: "spiked" },
};

export const publicationWords: Record<Publication, Word> = {
  NEVER: { word: "Not out", tone: "never" },
  LIVE: { word: "Live", tone: "live" },
  TAKEN_DOWN: { word: "Taken down", tone: "down" },
};

export const accountWords: Record<PersonState, Word> = {
  INVITED: { word: "Invited", tone: "filed" },
  ACTIVE: { word: "Active", tone: "live" },
  SUSPENDED: { word: "Suspended", tone: "down" },
};

/** The working copy: a circle and a word. */
export const CopyWord = ({ state }: { state: CopyState }) => <Dotted {...copyWords[state]} shape="circle" />;

/** What readers get: a square and a word. */
export const PublicationWord = ({ state }: { state: Publication }) => (
  <Dotted {...publicationWords[state]} shape="square" />
);

export const AccountWord = ({ state }: { state: PersonState }) => <Dotted {...accountWords[state]} shape="circle" />;

function Dotted({ word, tone, shape }: Word & { shape: "circle" | "square" }) {
  return (
    <span className={classes.state} data-tone={tone} data-shape={shape}>
      {word}
    </span>
  );
}
