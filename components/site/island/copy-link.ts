const sayMs = 5_000;

/** Turns the last link of "Share" into a button that copies the address and confirms it. */
export function offerCopying(): void {
  const { clipboard } = navigator;
  const link = document.querySelector<HTMLAnchorElement>("a[data-copy]");
  if (!link || !clipboard) return; // no clipboard without HTTPS: the link remains
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy link";
  const said = document.createElement("span");
  said.role = "status";
  let timer = 0;
  button.addEventListener("click", async () => {
    clearTimeout(timer);
    said.textContent = "";
    const copied = await clipboard.writeText(link.href).then(
      () => true,
      () => false,
    );
    said.textContent = copied ? " Link copied" : ` Your browser does not allow it: ${link.href}`;
    if (copied) timer = window.setTimeout(() => said.replaceChildren(), sayMs);
  });
  link.replaceWith(button, said);
}
