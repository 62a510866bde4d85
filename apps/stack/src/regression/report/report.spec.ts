import { checklistResults } from './checklist-results.js';
import { htmlReport } from './html-report.js';
import { markdownReport } from './markdown-report.js';
import { resultOf, tallyOf, wordFor } from './report-facts.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');

interface Given {
  readonly status?: string;
  readonly annotations?: readonly { readonly type: string; readonly description: string }[];
  readonly error?: string;
  readonly attachments?: readonly object[];
}

const spec = (title: string, { status = 'expected', annotations = [], error, attachments = [] }: Given = {}) => ({
  title,
  tests: [
    {
      status,
      annotations,
      results: [{ duration: 1_500, attachments, ...(error !== undefined && { errors: [{ message: error }] }) }],
    },
  ],
});

const evidence = (description: string) => ({ type: 'evidence', description });

const REPORT = JSON.stringify({
  suites: [
    {
      title: '2-expired-link.e2e.ts',
      specs: [
        spec('2 Expired link: a new one works', {
          status: 'unexpected',
          error: '\u001b[31mexpected\u001b[39m http://a/install.sh?signature=0123abc',
        }),
      ],
    },
    {
      title: '1-provisioning.e2e.ts',
      specs: [],
      suites: [
        {
          title: '1 Provisioning',
          specs: [
            spec('a new server', {
              annotations: [evidence('exit code 0, <home of host 1>')],
              attachments: [
                { name: 'the installer', contentType: 'text/plain', body: base64('==> prepare & go') },
                { name: 'Four passes', contentType: 'image/jpeg', body: base64('jpeg') },
                { name: 'screenshot', contentType: 'image/png', path: 'x.png' },
              ],
            }),
            spec('once more', {
              status: 'skipped',
              annotations: [{ type: 'skip', description: 'no host of a deployment' }],
            }),
          ],
        },
      ],
    },
    {
      title: '7-pool.e2e.ts',
      specs: [spec('7 A pool: persists', { annotations: [{ type: 'left out', description: 'Workers: no host' }] })],
    },
    { title: 'fleet.e2e.ts', specs: [spec('the fleet appears')] },
  ],
});

describe('the report of the checklist', () => {
  const items = checklistResults(REPORT);
  const facts = {
    against: 'the embedded stack',
    at: '2026-03-02T08:00:00Z',
    versions: [['Node', 'v20']],
    items,
  } as const;

  it('has the items in their order, and nothing else', () => {
    expect(items.map(({ number, title, tests }) => [number, title, tests.map((test) => test.title)])).toEqual([
      [1, 'Provisioning', ['a new server', 'once more']],
      [2, 'Expired link', ['a new one works']],
      [7, 'A pool', ['persists']],
    ]);
  });

  it('does not call an item whole of which something was left out', () => {
    expect(items.map(wordFor)).toEqual(['passed in part', 'failed', 'passed in part']);
    expect(items.map(resultOf)).toEqual(['passed', 'failed', 'passed']);
    expect(tallyOf(items)).toBe('2 passed, 1 failed, 0 skipped');
  });

  it('says why something failed or was skipped, without what opens a link', () => {
    expect(items[0]?.tests[1]?.because).toBe('no host of a deployment');
    expect(items[1]?.tests[0]?.because).toBe('expected http://a/install.sh?signature=…');
  });

  it('is Markdown in which evidence cannot become a tag', () => {
    const text = markdownReport(facts);
    expect(text).toContain('| 1 | Provisioning | passed in part | 3.0 s |');
    expect(text).toContain('- exit code 0, \\<home of host 1>\n');
    expect(text).toContain('````text\n==> prepare & go\n````');
    expect(text).toContain('- **Left out.** Workers: no host\n');
  });

  it('is a page that needs nothing else', () => {
    const page = htmlReport(facts);
    expect(page).toContain('exit code 0, &lt;home of host 1&gt;');
    expect(page).toContain('==&gt; prepare &amp; go');
    expect(page).toContain(`src="data:image/jpeg;base64,${base64('jpeg')}"`);
    expect(page).not.toMatch(/<(script|link)|https?:\/\/(?!a\/)/);
  });
});
