import * as z from "zod";

/** The row of `setting` that holds the list: ids of stories, the most read first. Nothing in it is secret. */
export const mostReadKey = "most-read";
/** What a page depends on that shows the list. */
export const mostReadTag = "most-read";

/** With fewer stories than these it would be no list, only what there is. */
export const minReadStories = 5;
/** Stories that a page shows. */
export const shownRead = 5;
/** More than are shown: one is the page itself, others may have been taken down. */
export const listedRead = 10;

const list = z.array(z.uuid()).max(listedRead);

/** The ids in a stored row; none where it cannot be read. */
export const parseMostRead = (value: unknown): string[] => list.safeParse(value).data ?? [];
