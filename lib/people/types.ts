type NamePlaceKind =
  | "comment"
  | "note"
  | "history"
  | "assignment"
  | "flag"
  | "checklist"
  | "review"
  | "picture"
  | "file"
  | "audit";

/** A text of the newsroom in which the name of a person appears. `title`: the headline of its story, or the name of the file; may be empty. */
export type NamePlace = { kind: NamePlaceKind; title: string; href: string };

export type NamePlaces = {
  /** All of them, also those that are not listed. */
  count: number;
  /** There are more than were counted. */
  isCut: boolean;
  /** How many are in stories, files and events that the one who asks may not see. */
  hiddenCount: number;
  places: NamePlace[];
};
