"use client";
import { useEffect, useState, useSyncExternalStore } from "react";
import { uploadClient } from "./upload-client.ts";
import { isUnfinished, type UploadItem, UploadList } from "./upload-list.ts";

const none: readonly UploadItem[] = [];

/** The uploads of a page. They stop when the page is left; a warning comes before. */
export function useUploads(): { list: UploadList; items: readonly UploadItem[] } {
  const [list] = useState(() => new UploadList(uploadClient));
  const items = useSyncExternalStore(list.subscribe, list.items, () => none);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (list.items().some(isUnfinished)) event.preventDefault();
    };
    addEventListener("beforeunload", ask);
    addEventListener("online", list.resume);
    return () => {
      removeEventListener("beforeunload", ask);
      removeEventListener("online", list.resume);
      list.stop();
    };
  }, [list]);
  return { list, items };
}
