// What one can see and what assistive technology reads, as a list of faults.
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], [x, y, z]) =>
    [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a)];
  const light = (colour) => {
    const [r, g, b] = colour.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) {
      layers.push(rgba(getComputedStyle(one).backgroundColor));
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const seen = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && element.getBoundingClientRect().width > 1;
  const faults = [];

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const words = node.textContent.trim();
    if (!words || !seen(element) || element.closest(":disabled, script, option")) continue;
    const ground = behind(element);
    const ink = over(rgba(getComputedStyle(element).color), ground);
    const [high, low] = [light(ink), light(ground)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 4.5) faults.push(`contrast ${ratio.toFixed(2)}: ${words.slice(0, 40)}`);
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (size < 13) faults.push(`${size} px: ${words.slice(0, 40)}`);
  }

  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  ids.filter((id, index) => ids.indexOf(id) !== index).forEach((id) => faults.push(`id twice: ${id}`));
  for (const attribute of ["aria-labelledby", "aria-describedby", "for"]) {
    document.querySelectorAll(`[${attribute}]`).forEach((one) => {
      const id = one.getAttribute(attribute);
      if (!document.getElementById(id)) faults.push(`${attribute} of nothing: ${id}`);
    });
  }
  if (!document.documentElement.lang) faults.push("no language");
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
  document.querySelectorAll("img").forEach((one) => {
    if (!one.alt) faults.push(`picture without words: ${one.src}`);
  });
  document.querySelectorAll("button, a[href], summary").forEach((one) => {
    const name = one.getAttribute("aria-label") || one.textContent.trim()
      || one.querySelector("img")?.alt;
    if (!name) faults.push(`no name: ${one.outerHTML.slice(0, 80)}`);
  });
  document.querySelectorAll("input:not([type=hidden]), select, textarea").forEach((one) => {
    const words = [...(one.labels ?? [])].map((label) => label.textContent.trim()).join(" ");
    if (!words && !one.getAttribute("aria-label")) faults.push(`no label: ${one.outerHTML.slice(0, 80)}`);
  });
  return faults;
}
