/** A report as editors see it. */
export type ReportRow = {
  id: string;
  story: { id: string; headline: string };
  blockId: string;
  /** The words of the block as they stood when the report was sent. */
  quote: string;
  message: string;
  /** Empty: none was given, or it has been taken out. */
  email: string;
  at: string;
  handled: { at: string; by: string } | null;
};
