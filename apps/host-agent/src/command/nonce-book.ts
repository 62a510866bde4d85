import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NO_NONCES, NONCE_LIMIT, type NonceMemory } from '@app/agent-protocol';
import { writeWhole } from '../process/write-whole.js';

/** The used nonces, on disk if there is a directory: an agent that starts again must not run an old command twice. */
export class NonceBook {
  private current: NonceMemory;
  private readonly file: string | null;

  constructor(directory: string | null) {
    this.file = directory === null ? null : join(directory, 'nonces.json');
    this.current = this.file === null ? NO_NONCES : read(this.file);
  }

  get memory(): NonceMemory {
    return this.current;
  }

  /** @throws if it cannot be written; the request must then not be executed */
  keep(memory: NonceMemory): void {
    if (memory === this.current) return;
    if (this.file !== null) writeWhole(this.file, JSON.stringify([...memory]));
    this.current = memory;
  }
}

function read(file: string): NonceMemory {
  try {
    const entries: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(entries) ? new Map(entries.filter(isEntry).slice(0, NONCE_LIMIT)) : NO_NONCES;
  } catch {
    return NO_NONCES; // none was kept yet, or the file is damaged: signatures still expire
  }
}

function isEntry(value: unknown): value is [string, number] {
  return Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'number';
}
