/** What a person does in a tab: writes, has it before them, or has turned to something else. */
export type Activity = "typing" | "idle" | "away";

/** A caret or selection in the document at that version of the log. */
export type CaretPosition = { anchor: number; head: number; version: number };

/** One tab of one person in a story. */
export type Here = {
  storyId: string;
  /** The client id of the tab. */
  tabId: string;
  personId: string;
  name: string;
  activity: Activity;
  place: CaretPosition | null;
};

/** For the list of stories: each person once, with the liveliest of their tabs. */
export type Present = Pick<Here, "personId" | "name" | "activity">;
