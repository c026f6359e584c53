// What every page depends on, so that it can be purged by hand.

export const everything = "everything";

/** One address, with all the pages of its list. */
export const tagOfPage = (path: string): string => `page:${path}`;

/** @param url path and query */
export const tagsByHand = (url: string): string[] => [tagOfPage(url.replace(/\?.*$/s, "")), everything];
