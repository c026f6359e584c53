// Tags that every page has, so that it can be purged by hand.

export const everything = "everything";

/** The tag of one address with all pages of its list. */
export const tagOfPage = (path: string): string => `page:${path}`;

/** @param url path and query */
export const tagsByHand = (url: string): string[] => [tagOfPage(url.replace(/\?.*$/s, "")), everything];
