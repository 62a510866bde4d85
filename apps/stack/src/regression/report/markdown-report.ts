import type { CheckedItem, CheckedTest } from './checklist-results.js';
import { type ReportFacts, secondsOf, tallyOf, wordFor } from './report-facts.js';

/** The report as Markdown; its pictures are in the HTML one alone. */
export function markdownReport({ against, at, versions, items }: ReportFacts): string {
  const rows = items.map((item) => [`${item.number}`, item.title, wordFor(item), `${secondsOf(item).toFixed(1)} s`]);
  return [
    '# Regression checklist',
    '',
    `${tallyOf(items)}. Against ${inline(against)}, ${at}.`,
    '',
    ...table(['item', 'what', 'result', 'time'], rows),
    '',
    ...table(
      ['version of', ''],
      versions.map(([name, version]) => [name, version]),
    ),
    '',
    ...items.flatMap(itemLines),
  ].join('\n');
}

function itemLines(item: CheckedItem): readonly string[] {
  return [`## ${item.number} ${item.title}: ${wordFor(item)}`, '', ...item.tests.flatMap(testLines)];
}

function testLines({ title, result, seconds, because, evidence, leftOut, outputs, pictures }: CheckedTest) {
  return [
    `### ${inline(title)}`,
    '',
    `${result} in ${seconds.toFixed(1)} s`,
    '',
    ...(because === null ? [] : result === 'skipped' ? [`Skipped: ${inline(because)}`, ''] : [...fenced(because), '']),
    ...list(evidence),
    ...list(leftOut.map((step) => `**Left out.** ${step}`)),
    ...outputs.flatMap(({ title: name, text }) => [`${inline(name)}:`, '', ...fenced(text), '']),
    ...(pictures.length === 0
      ? []
      : [`Pictures in the HTML report: ${pictures.map(({ title: name }) => inline(name)).join('; ')}.`, '']),
  ];
}

const list = (lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [...lines.map((line) => `- ${inline(line)}`), ''];

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => inline(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** Four marks, so that three in the text end nothing. */
const fenced = (text: string): readonly string[] => ['````text', text, '````'];

/** One line, in which nothing begins a tag. */
const inline = (text: string): string => text.replace(/\s*\n\s*/g, ' ').replaceAll('<', '\\<');
