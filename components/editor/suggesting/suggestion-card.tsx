"use client";
import { Button } from "@mantine/core";
import { Initials } from "#components/newsroom/initials.tsx";
import { When } from "#components/newsroom/when.tsx";
import { type Card, sentenceOf } from "./cards.ts";
import type { Verdict } from "./settle.ts";
import classes from "./suggesting.module.css";
import type { Suggestions } from "./use-suggestions.ts";

type Props = {
  card: Card;
  who: string;
  suggestions: Suggestions;
  /** Moves to the card below or above. */
  walk: (by: 1 | -1) => void;
  /** Called before this card is settled and goes. */
  settling: () => void;
};
/** Maximum length of a suggestion's text on a card; the rest is in the story. */
const shown = 280;
const short = (words: string): string => (words.length > shown ? `${words.slice(0, shown).trimEnd()} …` : words);

/** One suggestion: its author, its effect, and the buttons to accept or reject it. */
export function SuggestionCard({ card, who, suggestions, walk, settling }: Props) {
  const { active, settles, isOwn, choose, settle } = suggestions;
  const isActive = active === card.id;
  const decide = (verdict: Verdict) => {
    settling();
    settle(verdict, card.id);
  };
  const mayWithdraw = isOwn(card);
  const onKey = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "arrowdown") walk(1);
    else if (key === "arrowup") walk(-1);
    else if (key === "a" && settles) decide("accept");
    else if (key === "r" && (settles || mayWithdraw)) decide("reject");
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: what it says is the button for keys
    <section
      className={classes.card}
      data-card={card.id}
      data-active={isActive || undefined}
      aria-label={`Suggestion by ${who}`}
      onClick={() => !isActive && choose(card.id, true)}
    >
      <header>
        <Initials name={who} />
        <b>{who}</b>
        {card.at && (
          <span className={classes.when}>
            <When at={card.at} />
          </span>
        )}
      </header>
      <button
        type="button"
        className={classes.about}
        data-about=""
        aria-pressed={isActive}
        aria-keyshortcuts={settles ? "A R ArrowDown ArrowUp" : "ArrowDown ArrowUp"}
        aria-label={sentenceOf(card)}
        onClick={(event) => {
          event.stopPropagation();
          choose(card.id, true);
        }}
        onKeyDown={onKey}
      >
        {card.parts.map(({ verb, words }) => (
          <span key={`${verb} ${words}`}>
            {verb}
            {words !== "" && <q>{short(words)}</q>}
          </span>
        ))}
      </button>
      {(settles || mayWithdraw) && (
        <div className={classes.acts}>
          {settles && (
            <Button variant="subtle" onClick={() => decide("accept")}>
              Accept
            </Button>
          )}
          <Button variant="subtle" onClick={() => decide("reject")}>
            {settles ? "Reject" : "Withdraw"}
          </Button>
        </div>
      )}
    </section>
  );
}
