/** Event to the editor: applies typography to the whole story as one change. */
export const typesetEvent = "galley:typeset";
