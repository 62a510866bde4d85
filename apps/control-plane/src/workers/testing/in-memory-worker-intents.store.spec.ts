import { InMemoryWorkerIntentsStore } from './in-memory-worker-intents.store.js';
import { describeWorkerIntentsStore } from './worker-intents-store.contract.js';

describe('worker intents in memory', () => {
  describeWorkerIntentsStore(() => new InMemoryWorkerIntentsStore());
});
