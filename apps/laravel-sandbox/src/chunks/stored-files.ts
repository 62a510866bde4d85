import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Clock } from '@app/service';
import { SandboxConfig } from '../config/sandbox-config.js';
import { signedUrl } from '../http/signed-url.js';

/** The one disk of a stand-in. */
export const DISK = 'local';

/** Files of chunks: inputs and results, and the links by which workers reach them. */
@Injectable()
export class StoredFiles {
  private readonly directory: string;

  constructor(
    private readonly config: SandboxConfig,
    private readonly clock: Clock,
  ) {
    this.directory = path.join(config.dataDirectory, 'chunk-files');
  }

  get linkSeconds(): number {
    return this.config.chunks.signedUrlSeconds;
  }

  /** A link that works for a while, for whoever holds it. */
  link(kind: 'download' | 'upload', key: string): string {
    const expires = String(Math.floor(this.clock.now() / 1_000) + this.linkSeconds);
    const route = `/api/verifier/storage/${kind}`;
    return signedUrl(this.config.appUrl, route, { disk: DISK, expires, key }, this.config.appKey);
  }

  async write(key: string, content: string | Buffer): Promise<void> {
    const file = this.fileOf(key);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }

  /** Null when there is no such file. */
  async read(key: string): Promise<Buffer | null> {
    try {
      return await readFile(this.fileOf(key));
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** Deletes all files of a chunk. */
  async forget(chunkId: string): Promise<void> {
    await rm(this.fileOf(`chunks/${chunkId}`), { recursive: true, force: true });
  }

  /** @throws Error the key would lead out of the directory */
  private fileOf(key: string): string {
    const file = path.resolve(this.directory, key);
    if (!file.startsWith(this.directory + path.sep)) throw new Error('a key leads out of the directory of files');
    return file;
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
