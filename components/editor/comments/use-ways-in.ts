"use client";
import { useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";

/** Opens the thread that the address names, as the inbox links to it. */
export function useThreadAddress(open: (threadId: string) => void): void {
  const named = useSearchParams().get("thread");
  useEffect(() => {
    if (named) open(named);
  }, [named, open]);
}

/** Mod-Alt-M begins a comment from anywhere on the page: who may only read has no caret whose keys could be heard. */
export function useCommentKey(begin: (() => void) | null): void {
  const latest = useRef(begin);
  latest.current = begin;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isComment = event.code === "KeyM" && event.altKey && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      if (!isComment || !latest.current || document.querySelector("[role=dialog][aria-modal=true]")) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
