import type { Page, TestInfo } from '@playwright/test';

/** What must not stand in a report, and what stands there instead. */
export type Hidden = readonly (readonly [text: string, instead: string])[];

/** Writes down what a test saw, for a person who was not there. */
export class Evidence {
  constructor(
    private readonly test: TestInfo,
    private readonly hidden: () => Hidden,
  ) {}

  /** A fact in one line. */
  note(what: string, seen: string | number | null): void {
    this.test.annotations.push({ type: 'evidence', description: this.clean(`${what}: ${seen ?? 'none'}`) });
  }

  /** A step that was not taken, and why. */
  leftOut(what: string, because: string): void {
    this.test.annotations.push({ type: 'left out', description: this.clean(`${what}: ${because}`) });
  }

  /** What a program printed. */
  async output(title: string, text: string): Promise<void> {
    await this.test.attach(title, { body: this.clean(text.trim()), contentType: 'text/plain' });
  }

  /** What the page shows now, but for the install command: its link is as good as a secret. */
  async picture(title: string, page: Page): Promise<void> {
    const mask = [page.getByRole('region', { name: 'Install command', exact: true })];
    const body = await page.screenshot({
      type: 'jpeg',
      quality: 55,
      animations: 'disabled',
      mask,
      maskColor: '#9aa4ae',
    });
    await this.test.attach(title, { body, contentType: 'image/jpeg' });
  }

  /** A signature opens a link that holds secrets; the secrets themselves are known by heart. */
  clean(text: string): string {
    const known = this.hidden().reduce((left, [secret, instead]) => left.replaceAll(secret, instead), text);
    return known.replace(/signature=[0-9a-f]+/g, 'signature=…');
  }
}
