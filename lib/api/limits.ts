/** Entries of one page of a list. */
export const defaultPageSize = 20;
export const maxPageSize = 100;
/** Whole texts are large: a page with `document`, `html` or `text` has at most so many stories. */
export const maxWholeStories = 25;
/** A search finds no more than the site's own search does. */
export const maxFound = 200;
