"use client";
import { useLocalStorage } from "@mantine/hooks";
import { useNewStoryFacts } from "#components/newsroom/newsroom-context.tsx";
import { type LanguageGroup, languageGroups } from "./languages.ts";

const maxRecent = 4;

/** The languages to choose from. `used` records a choice, so that this browser offers it near the top from then on. */
export function useLanguages(without?: ReadonlySet<string>): { groups: LanguageGroup[]; used: (tag: string) => void } {
  const { language } = useNewStoryFacts();
  const [stored, setRecent] = useLocalStorage<string[]>({ key: "galley-recent-languages", defaultValue: [] });
  const recent = Array.isArray(stored) ? stored.filter((tag) => typeof tag === "string") : [];
  return {
    groups: languageGroups(language, recent, without),
    used: (tag) => setRecent([tag, ...recent.filter((one) => one !== tag)].slice(0, maxRecent)),
  };
}
