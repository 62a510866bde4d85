import { writeFileSync } from 'node:fs';
import { exampleFile, referencePage } from './configuration-reference.js';

/** Writes what people read about the configuration. Run at the top of the repository. */
writeFileSync('.env.example', exampleFile());
writeFileSync('docs/configuration.md', referencePage());
