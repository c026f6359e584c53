/** What became of one line of an import. `why` is a code, or a sentence of the form. */
export type ImportedLine = {
  line: number;
  from: string;
  to: string;
  outcome: "added" | "changed" | "same" | "refused";
  why: string;
};
