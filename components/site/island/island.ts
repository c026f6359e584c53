// The only script of readers' pages, deferred and cached for ever. It enhances the page, which works without it.
import { showAges } from "./ages.ts";
import { offerCopying } from "./copy-link.ts";
import { offerFrames } from "./frames.ts";
import { looks } from "./looks.ts";
import { applyTheme, offerThemes } from "./theme.ts";

document.adoptedStyleSheets.push(looks()); // the content security policy forbids unknown style elements
applyTheme(); // applied immediately: from the browser's cache the script runs before the first paint

function begin(): void {
  offerThemes();
  offerCopying();
  offerFrames();
  showAges();
}
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
