import { spawn } from 'node:child_process';

/** Waits for the end of its input, which comes when this process closes it or dies; then runs `$1 shutdown`. */
export const SHUTDOWN_WATCH = 'cat >/dev/null; if [ -x "$1" ]; then exec "$1" shutdown; fi';

/**
 * Makes sure that a host's detached processes do not outlive this one, however it ends: the system closes our end of
 * a pipe even after SIGKILL. @param program the host's `vev-host`; it may be installed later. Answers how to end the
 * watch without a shutdown.
 */
export function shutDownWithParent(program: string, environment: NodeJS.ProcessEnv): () => void {
  const watch = spawn('/bin/sh', ['-c', SHUTDOWN_WATCH, 'sh', program], {
    env: environment,
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // Ctrl-C is for this process, which stops its hosts in order
  });
  watch.on('error', () => undefined); // without a shell there is no watch, but there is still a host
  watch.stdin.on('error', () => undefined);
  watch.unref();
  return () => {
    if (watch.pid === undefined || watch.exitCode !== null || watch.signalCode !== null) return;
    process.kill(-watch.pid, 'SIGKILL');
  };
}
