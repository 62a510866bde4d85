/** How long something may take in silence. */
const QUIET_MS = 2_000;
const PLAIN_REPEAT_MS = 15_000;

/**
 * Runs `work` and shows that it goes on, once it takes longer than two seconds: one line that counts on a terminal,
 * a plain line now and then elsewhere.
 * @template T
 * @param {string} label what is being done: "Installing dependencies"
 * @param {() => Promise<T>} work
 * @param {NodeJS.WriteStream} out
 * @returns {Promise<T>}
 */
export async function withProgress(label, work, out = process.stderr) {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1_000);
  let shown = false;
  const show = () => {
    out.write(out.isTTY ? `\r${label} … ${seconds()} s ` : `${label} … ${seconds()} s\n`);
    shown = true;
  };
  let repeat;
  const first = setTimeout(() => {
    show();
    repeat = setInterval(show, out.isTTY ? 1_000 : PLAIN_REPEAT_MS);
  }, QUIET_MS);
  let outcome = 'failed';
  try {
    const result = await work();
    outcome = 'done';
    return result;
  } finally {
    clearTimeout(first);
    clearInterval(repeat);
    if (shown) out.write(`${out.isTTY ? '\r' : ''}${label}: ${outcome} in ${seconds()} s\n`);
  }
}
