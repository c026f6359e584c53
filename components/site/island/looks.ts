/** Styles of elements that only the script adds. Both colour schemes are in styles/site/tokens.css, because the build rewrites light-dark(). */
const rules = `
@media screen {
  :root[data-theme="light"] :is(img, .ink-dark) { filter: none }
  :root[data-theme="dark"] :is(img, .ink-light) { filter: brightness(.9) }
  :root[data-theme="light"] .nameplate .ink-light, :root[data-theme="dark"] .nameplate .ink-dark { filter: invert(1) }
}
.latest time .age { color: inherit; font-weight: inherit }
.theme { grid-column: 1 / -1; display: flex; flex-wrap: wrap; align-items: center; gap: 0 1.25rem; margin: -.75rem 0 0; padding: 0; border: 0; font-size: var(--xs); color: var(--ink-2) }
.theme legend { float: inline-start; padding: 0; font-weight: 650 }
.theme label { display: inline-flex; align-items: center; gap: .375rem; min-height: 2.75rem; cursor: pointer }
.theme input { margin: 0; accent-color: var(--accent) }
.copy { margin: 0; padding: .6875rem 0; border: 0; background: none; color: inherit; font: inherit; font-weight: 500; text-decoration: underline 1px var(--rule); text-underline-offset: .18em; cursor: pointer }
.copy:hover { text-decoration-color: var(--accent) }
.body .embed[data-frame]:has(button, iframe) > p { margin-bottom: 0 }
.embed button { margin-top: .5rem; padding: .5rem 1rem; min-height: 2.75rem; border: 1px solid currentcolor; background: none; color: inherit; font: 600 var(--s) / 1.3 var(--sans); cursor: pointer }
.embed iframe { display: block; width: 100%; max-height: 85vh; margin-top: .75rem; border: 0 }
@media print { .theme, .copy, .embed :is(button, iframe) { display: none } }
`;

export function looks(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  return sheet;
}
