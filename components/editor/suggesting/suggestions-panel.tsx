"use client";
import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { Confirm } from "#components/newsroom/dialog.tsx";
import { showKeys } from "../keys/show-keys.ts";
import type { Lookup } from "../lookup.ts";
import type { Verdict } from "./settle.ts";
import classes from "./suggesting.module.css";
import { SuggestionCard } from "./suggestion-card.tsx";
import { suggestingKeys } from "./use-suggestion-keys.ts";
import type { Suggestions } from "./use-suggestions.ts";

const verbs: Record<Verdict, string> = { accept: "Accept all", reject: "Reject all" };
const counted = (count: number): string => (count === 1 ? "1 suggestion" : `${count} suggestions`);

const tabOf = (element: Element | null): HTMLElement | null =>
  document.getElementById(element?.closest("[role=tabpanel]")?.getAttribute("aria-labelledby") ?? "");

/** All suggestions in the text, in order. */
export function SuggestionsPanel({ suggestions, lookup }: { suggestions: Suggestions; lookup: Lookup }) {
  const { cards, active, settles, settle } = suggestions;
  const [asking, setAsking] = useState<Verdict | null>(null);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (active)
      list.current?.querySelector(`[data-card="${CSS.escape(active)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const buttons = () => [...(list.current?.querySelectorAll<HTMLButtonElement>("button[data-about]") ?? [])];
  // When a suggestion is settled, the focus moves to the next card once its own is gone, or to the tab after the last one.
  const settled = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when a card is gone
  useEffect(() => {
    const index = settled.current;
    if (index === null) return;
    settled.current = null;
    const left = buttons();
    (left[Math.min(index, left.length - 1)] ?? tabOf(list.current))?.focus();
  }, [cards.length]);
  const walk = (by: 1 | -1) => {
    const all = buttons();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    all[Math.max(0, Math.min(all.length - 1, at + by))]?.focus();
  };

  return (
    <div className={classes.panel}>
      {settles && cards.length > 1 && (
        <div className={classes.all}>
          {(["accept", "reject"] as const).map((verdict) => (
            <Button key={verdict} variant="default" onClick={() => setAsking(verdict)}>
              {verbs[verdict]}
            </Button>
          ))}
        </div>
      )}
      {cards.length === 0 && (
        <p className={classes.none}>
          No open suggestions. Switch from Editing to Suggesting, or press {showKeys(suggestingKeys)}: what you write is
          then a suggestion, and the text stays as it is until an editor accepts it.
        </p>
      )}
      <ol ref={list} aria-label="Suggestions">
        {cards.map((card, index) => (
          <li key={card.id}>
            <SuggestionCard
              card={card}
              who={lookup.people.get(card.personId ?? "")?.name ?? "Somebody"}
              suggestions={suggestions}
              walk={walk}
              settling={() => {
                settled.current = index;
              }}
            />
          </li>
        ))}
      </ol>
      {asking && (
        <Confirm
          opened
          onClose={() => setAsking(null)}
          question={
            asking === "accept" ? `Accept all ${counted(cards.length)}?` : `Reject all ${counted(cards.length)}?`
          }
          verb={verbs[asking]}
          danger={asking === "reject"}
          pending={false}
          failure={null}
          onConfirm={() => {
            settle(asking);
            setAsking(null);
          }}
        >
          {asking === "accept" ? "The text becomes what is proposed." : "The text becomes what it was without them."}{" "}
          Undo brings them back.
        </Confirm>
      )}
    </div>
  );
}
