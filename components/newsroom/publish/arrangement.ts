import type { StoryStatus } from "#lib/stories/types.ts";

/** What the bar of a story offers. "clarify" is a kind of correction and is chosen there. */
export type BarVerb =
  | "file"
  | "withdraw"
  | "sendBack"
  | "approve"
  | "publish"
  | "correct"
  | "takeDown"
  | "reinstate"
  | "spike"
  | "unspike"
  | "nameVersion";

export type Arrangement = {
  /** The next step of this story for this person: the one filled button. */
  main: BarVerb | null;
  /** In the bar where there is room, else in the menu; the most used stand last, beside the filled one. */
  beside: BarVerb[];
  /** In the menu always. */
  more: BarVerb[];
};

const besideInOrder: readonly BarVerb[] = ["takeDown", "spike", "sendBack", "file", "correct", "approve", "publish"];
const moreInOrder: readonly BarVerb[] = ["withdraw", "unspike", "reinstate", "nameVersion"];

/** True when the copy holds what readers do not have. */
export const isChanged = (status: StoryStatus): boolean => status.version > (status.publishedVersion ?? -1);

/** Which verb fits best where the story stands. The first that the person may use. */
function mainVerb(status: StoryStatus): BarVerb | null {
  // Bringing back what was taken down is never one press away.
  const isOnlyDown = status.publication === "TAKEN_DOWN" && !isChanged(status);
  const afterDraft: BarVerb[] = isOnlyDown ? [] : ["publish", "file"];
  const may = offeredVerbs(status);
  const fitting: BarVerb[] =
    status.copy === "SPIKED" ? ["unspike"] : status.copy === "FILED" ? ["approve"] : afterDraft;
  return fitting.find((verb) => may.includes(verb)) ?? null;
}

/** What the person may do, without filing what readers have already. */
const offeredVerbs = (status: StoryStatus): StoryStatus["may"]["verbs"] =>
  status.may.verbs.filter((verb) => verb !== "file" || status.publication !== "LIVE" || isChanged(status));

export function arrange(status: StoryStatus): Arrangement {
  const main = mainVerb(status);
  const may = offeredVerbs(status);
  const offered = (verb: BarVerb) => verb !== main && may.includes(verb);
  return { main, beside: besideInOrder.filter(offered), more: moreInOrder.filter(offered) };
}

/** What the button of a verb is called where the story stands. */
export function nameOf(verb: BarVerb, status: Pick<StoryStatus, "publication">): string {
  if (verb === "publish") return status.publication === "LIVE" ? "Publish update" : "Publish";
  return names[verb];
}

const names: Record<Exclude<BarVerb, "publish">, string> = {
  file: "File",
  withdraw: "Withdraw",
  sendBack: "Send back",
  approve: "Approve",
  correct: "Correct",
  takeDown: "Take down",
  reinstate: "Reinstate",
  spike: "Spike",
  unspike: "Unspike",
  nameVersion: "Name this version",
};
