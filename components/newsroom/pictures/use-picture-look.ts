"use client";
import { useEffect, useState } from "react";
import { readCoverLook } from "#lib/collections/actions.ts";
import type { CoverLook } from "#lib/collections/data.ts";
import { keepReading } from "../keep-reading.ts";

/**
 * What is needed to show and crop a picture of the library; null until it is known.
 * @param first that of the picture with which the page was made
 */
export function usePictureLook(id: string | null, first: { id: string; look: CoverLook } | null): CoverLook | null {
  const [known, setKnown] = useState(first);
  useEffect(() => {
    if (id === null || known?.id === id) return undefined;
    return keepReading(
      () => readCoverLook({ picture: id }),
      (look) => look && setKnown({ id, look }),
    );
  }, [id, known?.id]);
  return known?.id === id ? (known?.look ?? null) : null;
}
