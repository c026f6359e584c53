import type { CutOff, Erasure } from "#lib/press/nodes-data.ts";
import type { Times } from "#lib/times.ts";

/** Where what was taken back is gone, in the words of the receipt. `isEverywhere` false: somebody should know. */
export function explainErasure(erasure: Erasure, times: Times): { isEverywhere: boolean; title: string; why: string } {
  if (erasure === "EVERYWHERE")
    return { isEverywhere: true, title: "Gone everywhere", why: "No copy of the earlier text is shown any more." };
  if (erasure === "UNKNOWN")
    return {
      isEverywhere: false,
      title: "Gone here",
      why: "The database went away before the other nodes could be asked. They stop showing it as soon as they hear of it, and at the latest when they have been cut off for their time.",
    };
  const cdn = erasure.find(({ isCdn }) => isCdn);
  if (cdn && erasure.length === 1)
    return { isEverywhere: false, title: `${cdn.name} did not confirm`, why: stops(cdn, times) };
  return {
    isEverywhere: false,
    title: erasure.length === 1 ? "A node may still show it" : `${erasure.length} places may still show it`,
    why: erasure.map((node) => stops(node, times)).join(" "),
  };
}

function stops({ name, stopsAt, isCdn }: CutOff, times: Times): string {
  const at = stopsAt && times.iso(new Date(stopsAt)).slice(11, 19);
  if (isCdn) return `Copies in ${name} may live until ${at}. It is asked again until it answers.`;
  if (stopsAt === null)
    return `Node ${name} is cut off from the database, and was alone when it was last heard of: it goes on until it is stopped or connected again.`;
  return `Node ${name} is cut off and stops at ${at}.`;
}
