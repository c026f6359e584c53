import * as z from "zod";

/** Rows of `setting`: what pages say of the masthead, and its file. */
export const mastheadKey = "masthead";
export const mastheadFileKey = "masthead-file";

const mastheadSchema = z.object({
  /** Of the file's bytes: the name of its address. */
  hash: z.string().regex(/^[0-9a-f]{16}$/),
  width: z.int().positive(),
  height: z.int().positive(),
  /** As in lib/pictures/masthead.ts. */
  ink: z.enum(["dark", "light", ""]),
});
/** The name of the paper as it is drawn. */
export type Masthead = z.output<typeof mastheadSchema>;

export const parseMasthead = (value: unknown): Masthead | null => mastheadSchema.safeParse(value).data ?? null;

export const mastheadPath = ({ hash }: Pick<Masthead, "hash">): string => `/pictures/masthead/${hash}.webp`;
