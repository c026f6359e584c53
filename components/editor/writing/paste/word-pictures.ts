// Converts Word's VML pictures, which browsers do not show, to images.

export function convertVmlPictures(page: Document): void {
  for (const data of page.body.querySelectorAll("v\\:imagedata")) {
    const shape = data.closest("v\\:shape, v\\:rect") ?? data;
    const image = page.createElement("img");
    image.setAttribute("src", data.getAttribute("src") ?? "");
    image.setAttribute("alt", shape.getAttribute("alt") ?? "");
    shape.replaceWith(image);
  }
}
