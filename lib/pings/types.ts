/** Whom to tell. Empty: nobody. */
export type Listeners = {
  /** Address of a WebSub hub. */
  hub: string;
  /** Key of the paper for IndexNow. */
  indexNowKey: string;
};
export type PingKind = "hub" | "indexnow";
/** What became of a telling: done, to be tried again, or refused in a way that trying again cannot mend. */
export type PingOutcome = "done" | "again" | "refused";
