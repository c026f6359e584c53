import { AsyncLocalStorage } from "node:async_hooks";
import type { renderToStaticMarkup } from "react-dom/server";
import { shared } from "../process.ts";

/** A public form that was submitted and refused. */
export type PostedForm = {
  /** The values as they were typed. */
  values: Readonly<Record<string, string>>;
  /** Problems by field; `form` is the whole form. */
  problems: Readonly<Record<string, string>>;
  status: number;
};

/** What a page declares about itself while it renders. */
export type RenderContext = {
  /** Tags whose change invalidates the page at once. */
  tags: Set<string>;
  /** Tags whose change may show up to 60 s late (a list gets a new member). */
  soon: Set<string>;
  /** Epoch ms after which the page must be rendered again. */
  until: number | undefined;
  status: number | undefined;
  location: string | undefined;
  /** True for pages of which few are requested twice, such as searches. */
  isPassing: boolean;
  /** The term of a search that found nothing. */
  missedTerm: string | undefined;
  /** The finished body when the route has set it: see `answerWith`. */
  text: string | undefined;
  /** Renders elements to markup: pages themselves cannot load `react-dom/server`. */
  toHtml: typeof renderToStaticMarkup | undefined;
  /** Data loaded for this render, by name. */
  loaded: Map<string, unknown>;
  /** Data shared with other pages. */
  parts: { take<T>(name: string, load: () => Promise<T>): Promise<T> } | undefined;
  /** The refused form that this page shows to its sender. */
  form: PostedForm | undefined;
  /** The secret of a page for one person. It is in no address that Next sees, so it is in no log. */
  token: string | undefined;
};

export function renderContexts(): AsyncLocalStorage<RenderContext> {
  const state = shared();
  state.renderContexts ??= new AsyncLocalStorage<unknown>();
  return state.renderContexts as AsyncLocalStorage<RenderContext>;
}

export const newRenderContext = (form?: PostedForm, token?: string): RenderContext => ({
  tags: new Set(),
  soon: new Set(),
  until: undefined,
  status: undefined,
  location: undefined,
  isPassing: false,
  missedTerm: undefined,
  text: undefined,
  toHtml: undefined,
  loaded: new Map(),
  parts: undefined,
  form,
  token,
});

/** @throws outside of a render: pages are for the press only */
export function toHtml(page: Parameters<typeof renderToStaticMarkup>[0]): string {
  const write = renderContexts().getStore()?.toHtml;
  if (!write) throw new Error("a public page was rendered outside the press");
  return write(page);
}

/**
 * The answer of a route that has its text. The press takes the text as it is: a body of a Response would be checked, encoded,
 * streamed, joined and decoded again, which took as long as writing the markup.
 * @param type a media type; all text is UTF-8
 * @throws outside of a render: pages are for the press only
 */
export function answerWith(text: string, type: string): Response {
  const page = renderContexts().getStore();
  if (!page) throw new Error("a public address was answered outside the press");
  page.text = text;
  return new Response(null, { headers: { "content-type": `${type}; charset=utf-8` } });
}

/** Whether the press is rendering this page. For any other caller public pages do not exist. */
export const isRendering = (): boolean => renderContexts().getStore() !== undefined;

/** Loads data that several parts of a page need, once per render. */
export function oncePerRender<T>(name: string, load: () => Promise<T>): Promise<T> {
  const loaded = renderContexts().getStore()?.loaded;
  const known = loaded?.get(name) as Promise<T> | undefined;
  if (known) return known;
  const value = load();
  loaded?.set(name, value);
  return value;
}

/** Loads data that many pages share, or reuses what another page loaded: see lib/press/parts.ts. */
export function loadPart<T>(name: string, load: () => Promise<T>): Promise<T> {
  const parts = renderContexts().getStore()?.parts;
  return parts ? parts.take(name, load) : load();
}

/** Declares what the page shows. Call it after the query, even if that found nothing. Does nothing outside a render. */
export function dependsOn(...tags: string[]): void {
  const page = renderContexts().getStore();
  for (const tag of tags) page?.tags.add(tag);
}

/** Like `dependsOn`, for content that may lag by at most 60 s. */
export function dependsOnSoon(...tags: string[]): void {
  const page = renderContexts().getStore();
  for (const tag of tags) page?.soon.add(tag);
}

/** Sets the instant at which the page expires (embargo, end of a pin, age warning). The earliest call wins. */
export function goodUntil(instant: Date): void {
  const page = renderContexts().getStore();
  if (page) page.until = Math.min(page.until ?? Number.POSITIVE_INFINITY, instant.getTime());
}

/** Caches the page in memory for a short time only, without evicting others. */
export function keepInMemoryOnly(): void {
  const page = renderContexts().getStore();
  if (page) page.isPassing = true;
}

/** Marks the page as the answer to a search that found nothing, so that the press counts its readers. */
export function foundNothing(term: string): void {
  const page = renderContexts().getStore();
  if (page) page.missedTerm = term;
}

/** The refused form that is shown again to its sender; undefined on a page for everybody. */
export const postedForm = (): PostedForm | undefined => renderContexts().getStore()?.form;

/** The secret by which a page for one person was asked for; undefined on a page for everybody. */
export const privateToken = (): string | undefined => renderContexts().getStore()?.token;

/**
 * Sets the status of the page, which then renders as usual (400, 404, 410), or sends the reader elsewhere with an empty body
 * (301 with a percent-encoded path of this site, see `hrefOf`). Next's own notFound() and redirect() have an empty body until script runs, and Next
 * knows no 301 and no 410.
 */
export function answer(status: 400 | 404 | 410): void;
export function answer(status: 301, path: string): void;
export function answer(status: number, path?: string): void {
  const page = renderContexts().getStore();
  if (!page) return;
  page.status = status;
  page.location = path;
}
