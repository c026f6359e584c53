/** The path as the reader asked for it: Next hides a slash at its end and the writing of percent codes. */
export const askedPath = ({ headers }: Request): string => headers.get("x-galley-path") ?? "/";
