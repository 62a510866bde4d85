import { beatOf, countUp, preparedBeats } from './beat-bodies.js';

describe('a prepared beat', () => {
  it('has a body of about 2 kB', () => {
    const size = JSON.stringify(beatOf(5_000)).length;
    expect(size).toBeGreaterThan(1_900);
    expect(size).toBeLessThan(2_300);
  });

  it('is another one after counting up, of the same length', () => {
    const [beat] = preparedBeats(1, 's3cret');
    if (!beat) throw new Error('There is no beat');
    countUp(beat, 1_234);
    const [head, body] = beat.bytes.toString().split('\r\n\r\n');
    expect(head).toContain(`Content-Length: ${body?.length}`);
    expect(JSON.parse(body ?? '')).toMatchObject({ stage_metrics: { smtp_probe: { processed: 100_001_234 } } });
  });
});
