const LOOK_EVERY_MS = 25;

/** Asks again and again until the answer is yes. @throws when it is not within the time; `why` is added to the message */
export async function until(condition: () => Promise<boolean>, withinMs: number, why = () => ''): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    if (await condition().catch(() => false)) return;
    if (Date.now() > deadline) throw new Error(`It did not happen within ${withinMs} ms. ${why()}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
