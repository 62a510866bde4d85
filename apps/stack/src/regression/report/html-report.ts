import type { CheckedItem, CheckedTest } from './checklist-results.js';
import { type ReportFacts, resultOf, secondsOf, tallyOf, wordFor } from './report-facts.js';

/** The report as one page that needs nothing else: styles and pictures are in it. */
export function htmlReport({ against, at, versions, items }: ReportFacts): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Regression checklist: ${escaped(tallyOf(items))}</title>
<style>${STYLE}</style>
<main>
<h1>Regression checklist</h1>
<p class="lead"><strong>${escaped(tallyOf(items))}</strong><br>Against ${escaped(against)}, <time datetime="${escaped(at)}">${escaped(at)}</time></p>
<table>
<thead><tr><th scope="col">Item</th><th scope="col">What</th><th scope="col">Result</th><th scope="col">Time</th></tr></thead>
<tbody>
${items.map(row).join('\n')}
</tbody>
</table>
<details><summary>Versions</summary><dl>${versions.map(([name, version]) => `<dt>${escaped(name)}</dt><dd>${escaped(version)}</dd>`).join('')}</dl></details>
${items.map(section).join('\n')}
</main>
</html>
`;
}

const row = (item: CheckedItem) =>
  `<tr><td>${item.number}</td><td><a href="#item-${item.number}">${escaped(item.title)}</a></td>` +
  `<td>${badge(resultOf(item), wordFor(item))}</td><td class="number">${secondsOf(item).toFixed(1)} s</td></tr>`;

const section = (item: CheckedItem) =>
  `<section id="item-${item.number}"><h2>${item.number} ${escaped(item.title)} ${badge(resultOf(item), wordFor(item))}</h2>
${item.tests.map(article).join('\n')}
</section>`;

function article({ title, result, seconds, because, evidence, leftOut, outputs, pictures }: CheckedTest): string {
  const facts = evidence.map((line) => `<li>${escaped(line)}</li>`).join('');
  const missing = leftOut
    .map((line) => `<li class="left-out"><strong>Left out.</strong> ${escaped(line)}</li>`)
    .join('');
  return `<article><h3>${escaped(title)} ${badge(result, result)} <span class="time">${seconds.toFixed(1)} s</span></h3>
${because === null ? '' : result === 'skipped' ? `<p>Skipped: ${escaped(because)}</p>` : `<pre class="problem">${escaped(because)}</pre>`}
${facts + missing === '' ? '' : `<ul>${facts}${missing}</ul>`}
${outputs.map(({ title: name, text }) => `<details><summary>${escaped(name)}</summary><pre>${escaped(text)}</pre></details>`).join('\n')}
${pictures.map(({ title: name, data }) => `<figure><figcaption>${escaped(name)}</figcaption><img alt="${escaped(name)}" src="data:image/jpeg;base64,${data}"></figure>`).join('\n')}
</article>`;
}

const badge = (result: string, word: string) => `<span class="badge ${result}">${escaped(word)}</span>`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => ENTITIES[mark] ?? mark);

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d5d9de, #3a4149); --quiet: light-dark(#586069, #9aa4ae); }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem; }
h2 { border-top: 1px solid var(--line); padding-top: 1.5rem; margin-top: 2rem; }
h3 { font-size: 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid var(--line); }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.time { color: var(--quiet); font-weight: normal; }
.badge { font-size: .85rem; font-weight: 600; padding: .1rem .5rem; border-radius: 1rem; border: 1px solid; }
.passed { color: light-dark(#14682f, #6ccf8a); }
.failed { color: light-dark(#a3180c, #ff9d91); }
.skipped { color: var(--quiet); }
.left-out { color: var(--quiet); }
li { overflow-wrap: anywhere; }
pre { overflow-x: auto; padding: .8rem; border: 1px solid var(--line); border-radius: .4rem; font-size: .85rem; white-space: pre-wrap; }
.problem { border-color: currentColor; color: light-dark(#a3180c, #ff9d91); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dd { margin: 0; }
figure { margin: 1rem 0; }
figcaption { color: var(--quiet); font-size: .9rem; }
img { max-width: 100%; border: 1px solid var(--line); border-radius: .4rem; }
`;
