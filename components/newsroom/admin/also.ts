/** The names that were merged into something, as a line: "also Trams, Tramways". */
export const also = (aliases: readonly { name: string }[]): string =>
  aliases.length > 0 ? `also ${aliases.map(({ name }) => name).join(", ")}` : "";
