/** Who sees a story besides those who see it by their role. */
export type StoryReaders = {
  isConfidential: boolean;
  /** Those with whom it is shared, by name. */
  people: { id: string; name: string }[];
  /** Its creator and the person who has it, who always see it. */
  owners: { id: string; name: string }[];
  mayChange: boolean;
};
