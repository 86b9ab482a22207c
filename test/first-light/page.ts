import type { Outcome } from '../conformance/run.ts';
import { style } from './page-style.ts';
import { type Picture, type Report, sourcesOf } from './report.ts';

const safe = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** What is short stands on one line. */
function shown(value: unknown): string {
  if (typeof value === 'string') return safe(value);
  const line = JSON.stringify(value) ?? String(value);
  return safe(line.length <= 60 ? line : JSON.stringify(value, null, 1));
}

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** Where a claim comes from, and what it means that it failed: Electron's own word is contradicted, or a test of ours complains. */
function sources(from: string, readAt: string): string {
  const places = sourcesOf(from, readAt);
  const links = places.map(({ label, url }) =>
    url === null ? `<code>${safe(label)}</code>` : `<a href="${safe(url)}">${safe(label)}</a>`,
  );
  return `${places.some(({ url }) => url !== null) ? 'contradicts' : 'in'} ${links.join(', ')}`;
}

function failure(one: Outcome, readAt: string): string {
  return `<article class="failed">
<h3>${safe(one.says)}</h3>
<p class="from">${safe(one.area)} · ${sources(one.from, readAt)}</p>
<dl class="pair"><div><dt>Expected</dt><dd><pre>${shown(one.expected)}</pre></dd></div>
<div><dt>Observed</dt><dd><pre>${shown(one.observed)}</pre></dd></div></dl>
</article>`;
}

function areaRows(outcomes: readonly Outcome[]): string {
  return [...Map.groupBy(outcomes, ({ area }) => area)]
    .map(([area, ones]) => {
      const count = (wanted: Outcome['outcome']): number =>
        ones.filter(({ outcome }) => outcome === wanted).length;
      const number = (value: number, name: string) =>
        `<td class="${value === 0 ? 'none' : name}">${value}</td>`;
      return `<tr><th scope="row">${safe(area)}</th>${number(count('held'), 'held')}${number(count('failed'), 'bad')}${number(count('skipped'), 'left')}</tr>`;
    })
    .join('\n');
}

function skippedList(outcomes: readonly Outcome[]): string {
  const byReason = Map.groupBy(outcomes, ({ why = '' }) => why);
  return [...byReason]
    .map(
      ([why, ones]) =>
        `<li><strong>${safe(why)}</strong><ul>${ones.map(({ area, says }) => `<li>${safe(area)}: ${safe(says)}</li>`).join('')}</ul></li>`,
    )
    .join('\n');
}

function gallery(pictures: readonly Picture[], failed: ReadonlySet<string>): string {
  return [...Map.groupBy(pictures, ({ state }) => state)]
    .map(([state, ones]) => {
      const images = ones.map(
        ({ theme, webp }) =>
          `<img class="${theme}" alt="${safe(state)}, ${theme}" src="data:image/webp;base64,${webp}">`,
      );
      const bad = ones.some(({ theme }) => failed.has(`${theme} ${state}`));
      return `<figure${bad ? ' class="failed"' : ''}><div>${images.join('')}</div><figcaption>${safe(state)}${bad ? ': not reached' : ''}</figcaption></figure>`;
    })
    .join('\n');
}

/** The report as one page that needs nothing beside it. Everything in it is text of others until it is escaped here. */
export function pageOf(report: Report, pictures: readonly Picture[]): string {
  const { host, version, cases, failed, skipped, readAt, outcomes } = report;
  const bad = outcomes.filter(({ outcome }) => outcome === 'failed');
  const left = outcomes.filter(({ outcome }) => outcome === 'skipped');
  const where = host === 'electron' ? `Electron ${version}` : `The stand-in for Electron ${version}`;
  const verdict =
    failed === 0
      ? `${cases - skipped} of ${cases} held, none failed`
      : `${plural(failed, 'case')} of ${cases} failed`;
  const badStates = new Set(
    bad.flatMap(({ area, says }) =>
      area.startsWith('states, ') ? [`${area.slice(8)} ${says.split(' ')[0]}`] : [],
    ),
  );
  const facts = Object.entries(report.machine)
    .map(([name, value]) => `<div><dt>${safe(name)}</dt><dd>${safe(value)}</dd></div>`)
    .join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>First light on ${safe(where)}: ${safe(verdict)}</title>
<style>${style}</style>
</head>
<body>
<header>
<p class="kind">Raze Quick Stage, first light</p>
<h1>${safe(where)}</h1>
<p class="verdict ${failed === 0 ? 'good' : 'bad'}">${safe(verdict)}${skipped === 0 ? '' : `, ${skipped} skipped`}</p>
${host === 'electron' ? '' : '<p class="note">Nothing in this report was seen in Electron itself.</p>'}
<dl class="facts">${facts}
<div><dt>When</dt><dd>${safe(report.at)}</dd></div></dl>
</header>
<main>
${bad.length === 0 ? '' : `<section><h2>What failed</h2>${bad.map(one => failure(one, readAt)).join('\n')}</section>`}
<section><h2>What was tried</h2>
<table><thead><tr><th scope="col">Area</th><th scope="col">held</th><th scope="col">failed</th><th scope="col">skipped</th></tr></thead>
<tbody>${areaRows(outcomes)}</tbody></table>
<p class="note">Each claim about Electron was read in its repository at <a href="https://github.com/electron/electron/tree/${safe(readAt)}">${safe(readAt.slice(0, 10))}</a>.</p></section>
${left.length === 0 ? '' : `<section><h2>What was skipped</h2><ul class="skipped">${skippedList(left)}</ul></section>`}
${pictures.length === 0 ? '' : `<section><h2>How it looked</h2><div class="gallery">${gallery(pictures, badStates)}</div></section>`}
</main>
</body>
</html>
`;
}
