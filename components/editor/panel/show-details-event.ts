/** Event on the document that opens the details of the story. After the dispatch their fields are visible. */
export const showDetailsEvent = "galley:show-details";
