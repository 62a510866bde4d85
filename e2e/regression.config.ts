import { defineConfig } from '@playwright/test';
import tests from './playwright.config.js';

/** The regression checklist alone: `npm run regression`. Traces of failures go to a folder of their own: it is emptied. */
export default defineConfig({ ...tests, testDir: './regression', outputDir: '../test-results/regression-traces' });
