import type { StoryStatus } from "#lib/stories/types.ts";

/** An action in the bar of a story. "clarify" is a kind of correction and is chosen in its dialog. */
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

export type VerbArrangement = {
  /** The person's next step with this story: the primary button. */
  main: BarVerb | null;
  /** Shown in the bar if there is room, else in the menu; the most used are last, next to the primary button. */
  beside: BarVerb[];
  /** Always shown in the menu. */
  more: BarVerb[];
};

const besideInOrder: readonly BarVerb[] = ["takeDown", "spike", "sendBack", "file", "correct", "approve", "publish"];
const moreInOrder: readonly BarVerb[] = ["withdraw", "unspike", "reinstate", "nameVersion"];

/** Whether the working copy differs from what readers see. */
export const isChanged = (status: StoryStatus): boolean => status.version > (status.publishedVersion ?? -1);

/** The verbs by preference in the story's state; the first permitted one is highlighted. */
function mainVerb(status: StoryStatus): BarVerb | null {
  // Reinstating must never be a single click away.
  const isOnlyDown = status.publication === "TAKEN_DOWN" && !isChanged(status);
  const afterDraft: BarVerb[] = isOnlyDown ? [] : ["publish", "file"];
  const may = offeredVerbs(status);
  const fitting: BarVerb[] =
    status.copy === "SPIKED" ? ["unspike"] : status.copy === "FILED" ? ["approve"] : afterDraft;
  return fitting.find((verb) => may.includes(verb)) ?? null;
}

/** The permitted verbs, without filing a story whose working copy is already published. */
const offeredVerbs = (status: StoryStatus): StoryStatus["may"]["verbs"] =>
  status.may.verbs.filter((verb) => verb !== "file" || status.publication !== "LIVE" || isChanged(status));

export function arrangeVerbs(status: StoryStatus): VerbArrangement {
  const main = mainVerb(status);
  const may = offeredVerbs(status);
  const offered = (verb: BarVerb) => verb !== main && may.includes(verb);
  return { main, beside: besideInOrder.filter(offered), more: moreInOrder.filter(offered) };
}

/** The label of a verb's button in the story's state. */
export function verbLabel(verb: BarVerb, status: Pick<StoryStatus, "publication">): string {
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
