import { inventedChunk } from './invented-chunks.js';

describe('an invented chunk', () => {
  const chunks = Array.from({ length: 200 }, (_, index) => inventedChunk(index, Math.random));

  it('has addresses at domains that nobody can have, and one broken line in a list to be screened', () => {
    const emails = chunks.flatMap((chunk) => chunk.emails).filter((email) => email !== 'broken@');
    expect(emails.filter((email) => !/^[\w-]+@[a-z]+\.(test|example)$/.test(email))).toEqual([]);
  });

  it('is of a modest size, mostly to be probed, for one provider', () => {
    for (const { emails, stage, provider } of chunks) {
      expect(emails.length).toBeGreaterThanOrEqual(20);
      expect(emails.length).toBeLessThanOrEqual(62);
      expect(provider === null).toBe(stage === 'screening');
    }
    expect(chunks.filter(({ stage }) => stage === 'smtp_probe').length).toBeGreaterThan(100);
  });
});
