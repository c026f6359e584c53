import type { FocalPoint, NamedCrops, PictureFacts } from "#lib/pictures/types.ts";

/** Facts as far as the geometry of crops needs them. */
export const factsOfDraft = (
  { width, height }: { width: number; height: number },
  focal: FocalPoint | null,
  crops: NamedCrops,
): PictureFacts => ({
  key: "",
  width,
  height,
  color: "",
  renditions: [],
  crops,
  ...(focal ? { focal } : {}),
});
