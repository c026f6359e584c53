/** The most stories that are taken down together: as many as a page of the list has. */
export const maxTakenDown = 50;
