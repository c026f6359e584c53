/** Sent to the text: replaces everything that typography would, in the whole story, as one change. */
export const typesetEvent = "galley:typeset";
