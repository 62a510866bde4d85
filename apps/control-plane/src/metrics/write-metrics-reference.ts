import { writeFileSync } from 'node:fs';
import { metricsPage } from './metrics-reference.js';

/** Writes what people read about the metrics. Run at the top of the repository. */
writeFileSync('docs/metrics.md', metricsPage());
