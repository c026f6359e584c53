/** The names that were merged into something, as a line: "also known as Trams, Tramways". */
export const also = (aliases: readonly { name: string }[]): string =>
  aliases.length > 0 ? `also known as ${aliases.map(({ name }) => name).join(", ")}` : "";
