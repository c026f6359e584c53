// Errors as application/problem+json (RFC 9457).
export const problemType = "application/problem+json";

export type Problem = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  fields?: Record<string, string>;
  [more: string]: unknown;
};

/** A request that cannot be answered as it is. */
export class ApiError extends Error {
  readonly problem: Problem;
  /** Header lines of the answer. */
  readonly headers: Record<string, string>;

  constructor(problem: Problem, headers: Record<string, string> = {}) {
    super(problem.title);
    this.name = "ApiError";
    this.problem = problem;
    this.headers = headers;
  }
}

export const notFound = (what: string): ApiError =>
  new ApiError({ type: "not-found", title: `There is no such ${what}`, status: 404 });

export const gone = (what: string): ApiError =>
  new ApiError({ type: "gone", title: `This ${what} was taken down`, status: 410 });

export const invalid = (fields: Record<string, string>): ApiError =>
  new ApiError({
    type: "invalid",
    title: "The request is not valid",
    status: 400,
    detail: "Correct the fields below and try again.",
    fields,
  });
