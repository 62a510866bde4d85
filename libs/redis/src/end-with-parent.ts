import { spawn, type ChildProcess } from 'node:child_process';

/** Waits for the end of its input, which comes when the parent closes it or dies; then ends the process in `$1`. */
const WATCH = `
cat >/dev/null
kill -CONT "$1" 2>/dev/null
kill -TERM "$1" 2>/dev/null || exit 0
for _ in 1 2 3 4 5; do sleep 1; kill -0 "$1" 2>/dev/null || exit 0; done
kill -KILL "$1" 2>/dev/null`;

/**
 * Makes sure that `child` does not outlive this process, however this process ends: a small shell holds the read end
 * of a pipe whose write end is ours, and the system closes ours even after SIGKILL. Ends by itself with `child`.
 * Needs a POSIX shell; on Windows it does nothing.
 */
export function endWithParent(child: ChildProcess): void {
  if (process.platform === 'win32' || child.pid === undefined) return;
  const watch = spawn('/bin/sh', ['-c', WATCH, 'sh', String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // Ctrl-C reaches the whole foreground group; the watch must survive it
  });
  watch.on('error', () => undefined); // without a shell there is no watch, but there is still a child
  watch.stdin?.on('error', () => undefined);
  watch.unref();
  child.once('exit', () => endGroup(watch)); // before the system can give its id to somebody else
}

/** The shell and the `cat` or `sleep` it waits for: it leads a process group of its own. */
function endGroup(leader: ChildProcess): void {
  if (leader.pid === undefined) return;
  try {
    process.kill(-leader.pid, 'SIGKILL');
  } catch {
    // it has ended already
  }
}
