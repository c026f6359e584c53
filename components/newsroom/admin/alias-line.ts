/** A line with the names that were merged into something: "also known as Trams, Tramways". */
export const aliasLine = (aliases: readonly { name: string }[]): string =>
  aliases.length > 0 ? `also known as ${aliases.map(({ name }) => name).join(", ")}` : "";
