/**
 * On SIGTERM or SIGINT: `close` finishes what is in flight, then the process ends, with 0, or with 1 when closing failed
 * or took longer than `limitMs`.
 */
export function stopGently(close: () => Promise<void>, limitMs: number): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), limitMs).unref(); // whatever hangs may not keep the process
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
