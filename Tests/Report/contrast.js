() => {
  const luminance = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const parse = text => (text.match(/[\d.]+/g) || []).map(Number);
  const behind = node => { for (; node; node = node.parentElement) {
    const color = parse(getComputedStyle(node).backgroundColor); if (color.length === 3 || color[3] > 0) return color } return [255, 255, 255] };
  const worst = [];
  for (const node of document.querySelectorAll('body *')) {
    if (!node.checkVisibility() || ![...node.childNodes].some(c => c.nodeType === 3 && c.textContent.trim())) continue;
    const [a, b] = [luminance(parse(getComputedStyle(node).color)), luminance(behind(node))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) worst.push(`${ratio.toFixed(2)} ${node.outerHTML.slice(0, 120)}`);
  }
  return worst }
