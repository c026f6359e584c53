"use client";
import type { Editor } from "@tiptap/core";
import type { Transaction } from "@tiptap/pm/state";
import { useEffect, useState } from "react";
import { lookUpAddresses } from "#lib/stories/actions.ts";
import type { OwnAddress } from "#lib/stories/link-data.ts";
import type { Lookup, StoryLook } from "../lookup.ts";
import { bindLinks, ownPath, type UnboundLink, unboundAfter } from "../writing/own-links.ts";

/** Milliseconds after the last change. */
const pause = 500;
/** As many as one request may hold. */
const maxAsked = 50;

async function lookUp(hrefs: readonly string[]): Promise<Map<string, OwnAddress>> {
  const asked = new Map(hrefs.map((href) => [href, ownPath(href, location.origin)]));
  const addresses = [...new Set([...asked.values()].filter((path) => path !== null))].slice(0, maxAsked);
  const answer = addresses.length === 0 ? null : await lookUpAddresses({ addresses }).catch(() => null);
  const found = new Map((answer?.ok ? answer.data : []).map((one) => [one.address, one]));
  return new Map(
    [...asked].flatMap(([href, path]) => {
      const one = path === null ? undefined : found.get(path);
      return one ? [[href, one] as const] : [];
    }),
  );
}

/** Binds pasted and typed addresses of the paper to their stories. */
export function useOwnLinks(editor: Editor, lookup: Lookup): void {
  useEffect(() => {
    let waiting: readonly UnboundLink[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const bind = async () => {
      const asked = new Set(waiting.map(({ href }) => href));
      const found = await lookUp([...asked]);
      if (editor.isDestroyed || !editor.isEditable) return;
      lookup.add({ stories: [...found.values()].flatMap(({ story }) => story ?? []) });
      const tr = bindLinks(editor.state, waiting, (href) => found.get(href)?.story?.id ?? null);
      waiting = waiting.filter(({ href }) => !asked.has(href));
      if (tr) editor.view.dispatch(tr);
    };
    const follow = ({ transaction, appendedTransactions }: Followed) => {
      for (const tr of [transaction, ...(appendedTransactions ?? [])])
        waiting = unboundAfter(waiting, tr, editor.state, location.origin);
      if (!transaction.docChanged || waiting.length === 0) return;
      clearTimeout(timer);
      timer = setTimeout(() => void bind(), pause);
    };
    editor.on("transaction", follow);
    return () => {
      clearTimeout(timer);
      editor.off("transaction", follow);
    };
  }, [editor, lookup]);
}
type Followed = { transaction: Transaction; appendedTransactions?: Transaction[] };

/** The story at an address of the paper, while the person types it. `href` is null while it is not an address. */
export function useStoryAt(href: string | null): { story: StoryLook | null; isDead: boolean } {
  const [found, setFound] = useState<{ href: string; story: StoryLook | null; isDead: boolean } | null>(null);
  useEffect(() => {
    if (href === null || ownPath(href, location.origin) === null) return;
    let ended = false;
    const timer = setTimeout(async () => {
      const one = (await lookUp([href])).get(href);
      if (!ended && one) setFound({ href, story: one.story, isDead: one.isDead });
    }, 200);
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [href]);
  return found?.href === href ? found : { story: null, isDead: false };
}
