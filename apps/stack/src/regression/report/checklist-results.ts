/** How one test of the checklist ended, and what it saw. */
export interface CheckedTest {
  readonly title: string;
  readonly result: 'passed' | 'failed' | 'skipped';
  readonly seconds: number;
  /** Why it was skipped or failed; null when it passed. */
  readonly because: string | null;
  /** One line each, in the order in which they were seen. */
  readonly evidence: readonly string[];
  /** Steps that were not taken, and why. */
  readonly leftOut: readonly string[];
  /** What programs printed. */
  readonly outputs: readonly { readonly title: string; readonly text: string }[];
  /** JPEG, base64. */
  readonly pictures: readonly { readonly title: string; readonly data: string }[];
}

/** One of the seven items. */
export interface CheckedItem {
  readonly number: number;
  readonly title: string;
  readonly tests: readonly CheckedTest[];
}

/** The part of Playwright's JSON report that is read here (https://playwright.dev/docs/test-reporters#json-reporter). */
interface PlaywrightReport {
  readonly suites: readonly Suite[];
}

interface Suite {
  readonly title: string;
  readonly suites?: readonly Suite[];
  readonly specs?: readonly Spec[];
}

interface Spec {
  readonly title: string;
  readonly tests: readonly {
    readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
    readonly annotations: readonly { readonly type: string; readonly description?: string }[];
    readonly results: readonly {
      readonly duration: number;
      readonly errors?: readonly { readonly message?: string }[];
      readonly attachments: readonly { readonly name: string; readonly contentType: string; readonly body?: string }[];
    }[];
  }[];
}

/** `1 Provisioning`, or `2 Expired link: what is expected`. */
const ITEM = /^(\d+) ([^:]+)(?:: (.*))?$/s;

/** The items of the checklist out of a report's text; what is no item of it is left out. */
export function checklistResults(json: string): readonly CheckedItem[] {
  const { suites } = JSON.parse(json) as PlaywrightReport; // written by the runner we have just run
  const items = new Map<number, { title: string; tests: CheckedTest[] }>();
  for (const { group, spec } of suites.flatMap((file) => specsIn(file, null))) {
    const [, number, title = '', expected] = ITEM.exec(group ?? spec.title) ?? [];
    if (number === undefined) continue;
    const item = items.get(Number(number)) ?? { title, tests: [] };
    item.tests.push(checkedTest(spec, group === null ? (expected ?? title) : spec.title));
    items.set(Number(number), item);
  }
  return [...items].map(([number, item]) => ({ number, ...item })).sort((a, b) => a.number - b.number);
}

/** @param group the title of the `describe` around; null for none */
function specsIn(suite: Suite, group: string | null): readonly { group: string | null; spec: Spec }[] {
  const own = (suite.specs ?? []).map((spec) => ({ group, spec }));
  return [...own, ...(suite.suites ?? []).flatMap((inner) => specsIn(inner, inner.title))];
}

function checkedTest({ tests }: Spec, title: string): CheckedTest {
  const [test] = tests;
  const last = test?.results.at(-1);
  const having = (type: string) =>
    (test?.annotations ?? []).filter((one) => one.type === type).map(({ description = '' }) => description);
  const attached = (contentType: string) =>
    (last?.attachments ?? []).flatMap((one) =>
      one.contentType === contentType && one.body !== undefined ? [{ title: one.name, data: one.body }] : [],
    );
  const result = test?.status === 'skipped' ? 'skipped' : test?.status === 'unexpected' ? 'failed' : 'passed';
  const because = {
    passed: null,
    skipped: having('skip')[0] ?? 'an earlier failure left no time for it',
    failed: plain(last?.errors?.map(({ message = '' }) => message).join('\n') ?? 'it did not run to its end'),
  }[result];
  return {
    title,
    result,
    seconds: (last?.duration ?? 0) / 1_000,
    because,
    evidence: having('evidence'),
    leftOut: having('left out'),
    outputs: attached('text/plain').map(({ title: name, data }) => ({
      title: name,
      text: Buffer.from(data, 'base64').toString('utf8'),
    })),
    pictures: attached('image/jpeg'),
  };
}

/** Without the colours of a terminal, and without what opens a link. */
function plain(text: string): string {
  return text.replace(/\u001b\[[0-9;]*m/g, '').replace(/signature=[0-9a-f]+/g, 'signature=…');
}
