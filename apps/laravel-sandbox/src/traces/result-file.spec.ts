import { resultRows, withoutRows } from './result-file.js';

describe('the rows of a result file', () => {
  it('are its lines but the head, whatever ends them', () => {
    expect(resultRows('email,reason\r\na@b.test,rcpt_ok\nc@d.test,x:k=v;l=w\n')).toEqual([
      { email: 'a@b.test', reason: 'rcpt_ok' },
      { email: 'c@d.test', reason: 'x:k=v;l=w' },
    ]);
    expect(resultRows('')).toEqual([]);
  });

  it('may be quoted, have more columns or fewer', () => {
    expect(resultRows('email,reason\n"a,""b""@c.test","x,y",more\nd@e.test')).toEqual([
      { email: 'a,"b"@c.test', reason: 'x,y' },
      { email: 'd@e.test', reason: '' },
    ]);
  });

  it('are there without a head as well', () => {
    expect(resultRows('a@b.test,syntax')).toEqual([{ email: 'a@b.test', reason: 'syntax' }]);
  });

  it('can be taken out, what stays being as it was', () => {
    const csv = 'email,reason\r\n"a@b.test",x\r\nc@d.test,y:k=v\r\n';
    expect(withoutRows(csv, ({ reason }) => reason === 'x')).toBe('email,reason\r\nc@d.test,y:k=v\r\n');
  });
});
