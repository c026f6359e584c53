"use client";
import { useSessionStorage } from "@mantine/hooks";
import { useCallback } from "react";

/** The story that is shown beside the text; null while one is being chosen. */
type BesideStory = { id: string; headline: string };
export type Beside = {
  isOpen: boolean;
  story: BesideStory | null;
  choose: (story: BesideStory | null) => void;
  toggle: () => void;
  close: () => void;
};

type State = { isOpen: boolean; story: BesideStory | null };
const closed: State = { isOpen: false, story: null };

/** The second story of the window. It is kept for each story and tab, so that a reload brings it back. */
export function useBeside(storyId: string): Beside {
  const [{ isOpen, story }, set] = useSessionStorage<State>({
    key: `galley-beside-${storyId}`,
    defaultValue: closed,
    getInitialValueInEffect: false,
  });
  return {
    isOpen,
    story,
    choose: useCallback((chosen) => set({ isOpen: true, story: chosen }), [set]),
    toggle: useCallback(() => set((now) => ({ ...now, isOpen: !now.isOpen })), [set]),
    close: useCallback(() => set((now) => ({ ...now, isOpen: false })), [set]),
  };
}
