import { ReplayJob } from '../replay/replay-job.js';
import { Replayer, type ReplaySession } from '../replay/replayer.js';

/** Replays without a thread. */
export class InlineReplayer extends Replayer {
  /** Sessions that were opened and not closed. */
  unclosed = 0;

  open(): ReplaySession {
    const job = new ReplayJob();
    this.unclosed += 1;
    let isOpen = true;
    return {
      add: async (traces) => job.add(traces),
      compare: async (plan, progressed) => job.compare(plan, progressed),
      close: async () => {
        if (isOpen) this.unclosed -= 1;
        isOpen = false;
      },
    };
  }
}
