import fc from 'fast-check';
import { agentSafeReason, isAgentSafeService } from './agent-safe-text.js';
import { headerText } from './header-text.js';

describe('agentSafeReason', () => {
  it('lets no slash through, and stays readable', () => {
    expect(agentSafeReason('disk full: /var/log 100 %')).toBe('disk full: ∕var∕log 100 %');
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (reason) => !(agentSafeReason(reason) ?? '').includes('/')));
  });

  it('is cut to what the column holds, in characters and not in halves of them', () => {
    expect(agentSafeReason('😀'.repeat(300))).toBe('😀'.repeat(255));
  });

  it('is undefined when nothing is said', () => {
    expect([agentSafeReason(undefined), agentSafeReason('  \n ')]).toEqual([undefined, undefined]);
  });

  it('holds nothing that PHP cannot decode', () => {
    expect(agentSafeReason('a\ud800b')).toBe('a b');
  });
});

describe('isAgentSafeService', () => {
  it('is about slashes', () => {
    expect([isAgentSafeService('a@b.service'), isAgentSafeService(null), isAgentSafeService('a/b')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('headerText', () => {
  it('sends UTF-8, no line breaks, and no more than the column holds', () => {
    expect(Buffer.from(headerText(' Žofie\r\nX-Evil: 1 '), 'latin1').toString('utf8')).toBe('Žofie  X-Evil: 1');
    expect(headerText('x'.repeat(300))).toHaveLength(255);
    expect(headerText('\u0000 ')).toBe('');
  });
});
