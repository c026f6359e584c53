/** Sent to the document to open the details of the story. By the end of the dispatch their fields are on the screen. */
export const showDetailsEvent = "galley:show-details";
