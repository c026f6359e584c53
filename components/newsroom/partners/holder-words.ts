import type { FetchedVersion, StoryHolder } from "#lib/partners/types.ts";

/** Whether a partner has what readers have now. */
export const holderState = ({ isOutdated, versions }: Pick<StoryHolder, "isOutdated" | "versions">): string => {
  const isKilled = versions[0]?.status === "canceled";
  return isOutdated ? "Has not fetched the newest change" : isKilled ? "Has fetched the kill" : "Up to date";
};

export const versionName = ({ version, status }: FetchedVersion): string =>
  status === "canceled" ? "kill" : status === "withheld" ? "withheld" : `version ${version}`;
