"use client";
import { useEffect, useState } from "react";
import { readCoverLook } from "#lib/collections/actions.ts";
import type { CoverLook } from "#lib/collections/data.ts";

/**
 * What is needed to show and crop a picture of the library; null until it is known.
 * @param first that of the picture with which the page was made
 */
export function usePictureLook(id: string | null, first: { id: string; look: CoverLook } | null): CoverLook | null {
  const [known, setKnown] = useState(first);
  useEffect(() => {
    if (id === null || known?.id === id) return;
    let isOld = false;
    readCoverLook({ picture: id }).then(
      (result) => !isOld && result.ok && result.data && setKnown({ id, look: result.data }),
      () => undefined, // it can be cropped after the page is reloaded
    );
    return () => {
      isOld = true;
    };
  }, [id, known?.id]);
  return known?.id === id ? (known?.look ?? null) : null;
}
