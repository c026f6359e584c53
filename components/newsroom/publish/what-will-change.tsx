"use client";
import { Button, Loader } from "@mantine/core";
import { IconFileText, IconRss, IconSitemap } from "@tabler/icons-react";
import { useState } from "react";
import { changeSeparator } from "#lib/stories/policy.ts";
import type { Effect, EffectKind, Effects } from "#lib/stories/publishing/effects-data.ts";
import type { EffectsInput } from "#lib/stories/publishing/effects-schema.ts";
import { Dialog } from "../dialog.tsx";
import { ScaledFrame } from "../small-forms/scaled-frame.tsx";
import { explainVerb } from "./explain-verb.ts";
import { useEffects } from "./use-effects.ts";
import classes from "./what-will-change.module.css";

const icons = { page: IconFileText, feed: IconRss, map: IconSitemap } satisfies Record<EffectKind, unknown>;
const kinds: Readonly<Record<EffectKind, string>> = { page: "Page", feed: "Feed", map: "Site map" };
const shownAtFirst = 6;
/** Longer addresses are refused by servers on the way. */
const maxAddress = 6_000;

/**
 * Every page, feed and site map that this changes for readers, and both versions of the page side by side. The note of a
 * correction is apart, because the pages are the same whatever it says.
 */
export function WhatWillChange({ intent, note = "" }: { intent: EffectsInput; note?: string }) {
  const { effects, failure, retry } = useEffects(intent);
  const [isComparing, setComparing] = useState(false);
  const after = addressAfter(intent, note);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keyboard
    <section className={classes.effects} aria-label="What will change" tabIndex={0}>
      <h3>What will change</h3>
      {failure && (
        <p role="alert" className="dim">
          {failure.code === "NOT_READY" || failure.code === "PICTURE_RIGHTS"
            ? "The pages are listed here once nothing that is required is missing."
            : explainVerb(failure)}{" "}
          <Button size="compact-sm" onClick={retry}>
            Try again
          </Button>
        </p>
      )}
      {!effects && !failure && <Loader size="sm" aria-label="Looking for the pages that change" />}
      {effects && !failure && (
        <>
          <p role="status">{summaryOf(effects)}</p>
          <Group name="At once" list={effects.list.filter(({ when }) => when === "now")} />
          <Group name="Within a minute" list={effects.list.filter(({ when }) => when === "soon")} />
          {effects.livePath && after && after.length <= maxAddress && (
            <Button size="compact-sm" variant="default" onClick={() => setComparing(true)}>
              Compare the page
            </Button>
          )}
          {effects.livePath && after && after.length > maxAddress && (
            <p className="dim">
              The page cannot be compared here with so many of the changes. Choose all of them, or fewer.
            </p>
          )}
          {isComparing && effects.livePath && after && (
            <CompareDialog live={effects.livePath} after={after} onClose={() => setComparing(false)} />
          )}
        </>
      )}
    </section>
  );
}

/** Where the page is as it would be then; null where there would be none, or the same. */
export function addressAfter(intent: EffectsInput, note = ""): string | null {
  const address = `/desk/preview/${intent.storyId}/outgoing`;
  if (intent.verb === "takeDown" || intent.verb === "unlist") return null;
  if (intent.verb === "publish") return address;
  const query = new URLSearchParams({ kind: intent.kind ?? "CORRECTION", note });
  if (intent.changes) query.set("changes", intent.changes.join(changeSeparator));
  return `${address}?${query}`;
}

const countOf = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;

export function summaryOf({ list, isWholeSite }: Pick<Effects, "list" | "isWholeSite">): string {
  const count = (kind: EffectKind) => list.filter((effect) => effect.kind === kind).length;
  const counts = [
    countOf(count("page"), "page", "pages"),
    countOf(count("feed"), "feed", "feeds"),
    countOf(count("map"), "site map", "site maps"),
  ].filter((words) => !words.startsWith("0 "));
  if (isWholeSite) return "Every page changes, because the footer of the site changes.";
  if (counts.length === 0) return "Nothing changes for readers.";
  const last = counts.pop();
  const words = counts.length > 0 ? `${counts.join(", ")} and ${last}` : last;
  return `${words} ${list.length === 1 ? "changes" : "change"}.`;
}

function Group({ name, list }: { name: string; list: readonly Effect[] }) {
  const [isWhole, setWhole] = useState(false);
  if (list.length === 0) return null;
  const shown = isWhole ? list : list.slice(0, shownAtFirst);
  return (
    <div className={classes.group}>
      <h4>{name}</h4>
      <ul aria-label={name}>
        {shown.map((effect) => (
          <Row key={effect.url} {...effect} />
        ))}
      </ul>
      {shown.length < list.length && (
        <Button size="compact-sm" onClick={() => setWhole(true)}>
          Show all {list.length.toLocaleString("en-GB")}
        </Button>
      )}
    </div>
  );
}

function Row({ url, name, kind, isNew }: Effect) {
  const Icon = icons[kind];
  const address = decodeURI(url);
  return (
    <li>
      <Icon size={16} stroke={1.6} aria-label={kinds[kind]} />
      <span>
        {name && <span className={classes.name}>{name}</span>}
        {isNew ? (
          <span dir="ltr">{address}</span>
        ) : (
          <a href={url} target="_blank" rel="noreferrer" dir="ltr">
            {address}
          </a>
        )}
      </span>
      {isNew && <b>New</b>}
    </li>
  );
}

type CompareProps = { live: string; after: string; onClose: () => void };

/** The page that readers have beside the one that they would get. */
function CompareDialog({ live, after, onClose }: CompareProps) {
  return (
    <Dialog opened onClose={onClose} title="The page before and after" size={1240}>
      <div className={classes.both}>
        <Side name="Now" title="The page that readers have now" src={live} />
        <Side name="After" title="The page that readers will get" src={after} />
      </div>
    </Dialog>
  );
}

const Side = ({ name, title, src }: { name: string; title: string; src: string }) => (
  <section aria-label={name}>
    <h3>{name}</h3>
    <div className={classes.page}>
      <ScaledFrame src={src} title={title} width={640} />
    </div>
  </section>
);
