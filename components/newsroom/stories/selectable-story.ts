export type SelectableStory = { id: string; headline: string };

export const countOfStories = (count: number): string => (count === 1 ? "1 story" : `${count} stories`);
