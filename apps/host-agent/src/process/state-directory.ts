import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity.js';
import { writeWhole } from './write-whole.js';

export type Wanted = 'running' | 'stopped';

/** What the agent must still know when it starts again. */
export class StateDirectory {
  readonly workerLog: string;

  constructor(readonly path: string) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    this.workerLog = join(path, 'worker.log');
  }

  /** What the last command asked for; running when there was none, as after an installation. */
  get wanted(): Wanted {
    return field(this.read('service.json'), 'wanted') === 'stopped' ? 'stopped' : 'running';
  }

  set wanted(wanted: Wanted) {
    writeWhole(join(this.path, 'service.json'), JSON.stringify({ wanted }));
  }

  /** The process of that role if it was noted and is still the same one. */
  living(role: 'agent' | 'worker'): ProcessIdentity | null {
    const noted = this.read(`${role}.json`);
    const [pid, startedAt] = [field(noted, 'pid'), field(noted, 'startedAt')];
    if (typeof pid !== 'number' || typeof startedAt !== 'string') return null;
    const identity = { pid, startedAt };
    return isAlive(identity) ? identity : null;
  }

  note(role: 'agent' | 'worker', pid: number): void {
    const identity = identityOf(pid);
    if (identity) writeWhole(join(this.path, `${role}.json`), JSON.stringify(identity));
  }

  /** Forgets it, unless another one was noted meanwhile. */
  forget(role: 'agent' | 'worker', pid: number): void {
    if (field(this.read(`${role}.json`), 'pid') === pid) rmSync(join(this.path, `${role}.json`), { force: true });
  }

  private read(name: string): unknown {
    try {
      return JSON.parse(readFileSync(join(this.path, name), 'utf8'));
    } catch {
      return null; // not written yet, or damaged: then nothing is known
    }
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
