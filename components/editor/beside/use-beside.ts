"use client";
import { useSessionStorage } from "@mantine/hooks";
import { useCallback } from "react";

/** The story that is shown beside the text; null while one is being chosen. */
type BesideStory = { id: string; headline: string };
export type Beside = {
  isOpen: boolean;
  story: BesideStory | null;
  choose: (story: BesideStory | null) => void;
  /** Whether it can be written in; otherwise it is shown as readers would see it. */
  isEdited: boolean;
  edit: (isEdited: boolean) => void;
  toggle: () => void;
  close: () => void;
};

type State = { isOpen: boolean; story: BesideStory | null; isEdited?: boolean };
const closed: State = { isOpen: false, story: null };

/** Whether this page is itself the second story of another one. */
const isFramed = (): boolean => typeof window !== "undefined" && window.parent !== window;

/** The second story of the window. It is kept for each story and tab, so that a reload brings it back. */
export function useBeside(storyId: string): Beside {
  const [{ isOpen, story, isEdited = false }, set] = useSessionStorage<State>({
    key: `galley-beside-${storyId}`,
    defaultValue: closed,
    getInitialValueInEffect: false,
  });
  return {
    isOpen: isOpen && !isFramed(), // never a third story
    story,
    choose: useCallback((chosen) => set({ isOpen: true, story: chosen }), [set]),
    isEdited,
    edit: useCallback((edited) => set((now) => ({ ...now, isEdited: edited })), [set]),
    toggle: useCallback(() => set((now) => ({ ...now, isOpen: !now.isOpen })), [set]),
    close: useCallback(() => set((now) => ({ ...now, isOpen: false })), [set]),
  };
}
