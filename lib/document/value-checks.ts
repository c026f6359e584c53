// Checks of single values. They are small because the editor needs them in the browser: the input of actions and routes is checked
// with zod, which would be a seventh of the editor's script.

/** Decides whether a value is a `T`. A value is never changed or converted. */
export class ValueCheck<T> {
  readonly #is: (value: unknown) => boolean;
  constructor(is: (value: unknown) => boolean) {
    this.#is = is;
  }

  is(value: unknown): value is T {
    return this.#is(value);
  }
  safeParse(value: unknown): { success: true; data: T } | { success: false; data?: undefined } {
    return this.is(value) ? { success: true, data: value } : { success: false };
  }
  nullable(): ValueCheck<T | null> {
    return new ValueCheck((value) => value === null || this.#is(value));
  }
  /** A key that an object may lack. */
  optional(): ValueCheck<T | undefined> {
    return new ValueCheck((value) => value === undefined || this.#is(value));
  }
}

/** What a check lets through. */
export type Checked<C> = C extends ValueCheck<infer T> ? T : never;

/** Counts code points, as zod does. */
const isAtMost = (text: string, max: number): boolean => text.length <= max || [...text].length <= max;

/** A string of at most `max` code points for which `test` holds. */
export const string = (max = Number.POSITIVE_INFINITY, test: (text: string) => boolean = () => true) =>
  new ValueCheck<string>((value) => typeof value === "string" && isAtMost(value, max) && test(value));
export const pattern = (regex: RegExp) => string(undefined, (text) => regex.test(text));
export const boolean = new ValueCheck<boolean>((value) => typeof value === "boolean");
export const number = new ValueCheck<number>((value) => Number.isFinite(value));
export const integer = (min: number, max: number) =>
  new ValueCheck<number>(
    (value) => Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max,
  );
export const anything = new ValueCheck<unknown>(() => true);
export const oneOf = <const T extends string | number | null>(values: readonly T[]) =>
  new ValueCheck<T>((value) => values.includes(value as T));
export const either = <C extends ValueCheck<unknown>[]>(...checks: C) =>
  new ValueCheck<Checked<C[number]>>((value) => checks.some((check) => check.is(value)));
export const list = <T>(item: ValueCheck<T>, max = Number.POSITIVE_INFINITY) =>
  new ValueCheck<T[]>((value) => Array.isArray(value) && value.length <= max && value.every((one) => item.is(one)));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An object whose keys have at most 40 code points. */
export const attributes = <T>(item: ValueCheck<T>) =>
  new ValueCheck<Record<string, T>>(
    (value) => isObject(value) && Object.entries(value).every(([key, one]) => isAtMost(key, 40) && item.is(one)),
  );

type Shape = Record<string, ValueCheck<unknown>>;
type OptionalKey<S extends Shape> = { [K in keyof S]: undefined extends Checked<S[K]> ? K : never }[keyof S];
type Shaped<S extends Shape> = { [K in Exclude<keyof S, OptionalKey<S>>]: Checked<S[K]> } & {
  [K in OptionalKey<S>]?: Checked<S[K]>;
};

/** An object with exactly these keys. */
export const exactly = <S extends Shape>(shape: S) =>
  new ValueCheck<Shaped<S>>(
    (value) =>
      isObject(value) &&
      Object.keys(value).every((key) => Object.hasOwn(shape, key)) &&
      Object.entries(shape).every(([key, check]) => check.is(value[key])),
  );
