import { defineConfig } from '@playwright/test';
import tests from './playwright.config.js';

/** The pictures of the documentation, taken from a running stack: `npm run screenshots`. */
export default defineConfig({ ...tests, testMatch: '*.pictures.ts', timeout: 900_000, reporter: 'list' });
