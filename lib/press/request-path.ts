/** The path exactly as the reader requested it: Next hides trailing slashes and the spelling of percent codes. */
export const requestPath = ({ headers }: Request): string => headers.get("x-galley-path") ?? "/";
