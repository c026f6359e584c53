import type { CutOff, Erasure } from "#lib/press/nodes-data.ts";
import type { Times } from "#lib/times.ts";

/** Explains where the earlier text has been removed. Unless `isEverywhere`, the message must stay until it is closed. */
export function explainErasure(erasure: Erasure, times: Times): { isEverywhere: boolean; title: string; why: string } {
  if (erasure === "EVERYWHERE")
    return {
      isEverywhere: true,
      title: "Removed from all servers",
      why: "No reader can get the earlier text any more.",
    };
  if (erasure === "UNKNOWN")
    return {
      isEverywhere: false,
      title: "Removed from this server only",
      why: "The connection to the database was lost before the other servers confirmed. They remove the text when they reconnect, or stop showing pages after their time limit.",
    };
  const cdn = erasure.find(({ isCdn }) => isCdn);
  if (cdn && erasure.length === 1)
    return { isEverywhere: false, title: `${cdn.name} did not confirm`, why: stops(cdn, times) };
  return {
    isEverywhere: false,
    title: erasure.length === 1 ? "One server may still show it" : `${erasure.length} servers may still show it`,
    why: erasure.map((node) => stops(node, times)).join(" "),
  };
}

function stops({ name, stopsAt, isCdn }: CutOff, times: Times): string {
  const at = stopsAt && times.iso(new Date(stopsAt)).slice(11, 19);
  if (isCdn) return `Copies in ${name} may remain until ${at}. Galley keeps retrying.`;
  if (stopsAt === null)
    return `Server ${name} is disconnected from the database and has no time limit. It may show the earlier text until it is stopped or reconnected.`;
  return `Server ${name} is disconnected and stops showing pages at ${at}.`;
}
