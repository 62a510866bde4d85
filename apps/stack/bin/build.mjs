import { command, prepare } from './prepare.mjs';

await command(() => prepare());
