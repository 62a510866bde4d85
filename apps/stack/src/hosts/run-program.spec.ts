import { mustRun, runProgram } from './run-program.js';

describe('a program', () => {
  it('answers its code and what it wrote, and reads its input', async () => {
    const { code, output } = await runProgram('/bin/sh', ['-c', 'cat; echo no >&2; exit 3'], { input: 'yes\n' });
    expect([code, output.split('\n').sort()]).toEqual([3, ['', 'no', 'yes']]);
  });

  it('is killed when its time is over, with what it started', async () => {
    const { code } = await runProgram('/bin/sh', ['-c', 'sleep 60; true'], { timeoutMs: 100 });
    expect(code).toBe(124);
  });

  it('is not waited for on account of what it left behind', async () => {
    const { output } = await runProgram('/bin/sh', ['-c', 'sleep 5 & echo done']);
    expect(output).toBe('done\n');
  }, 4_000);

  it('can be required to work', async () => {
    await expect(mustRun('/bin/sh', ['-c', 'echo why >&2; exit 1'])).rejects.toThrow('ended with code 1: why');
  });
});
