import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { SandboxConfig } from '../config/sandbox-config.js';
import type { BundleRow } from '../database/rows.js';

/** What a bundle offers for download. The two programs are an addition to the contract. */
export const BUNDLE_FILES = ['install.sh', 'worker.env', 'agent.mjs', 'worker.mjs'] as const;
export type BundleFile = (typeof BUNDLE_FILES)[number];
export const HOST_PROGRAMS = ['agent.mjs', 'worker.mjs'] as const;

/** The private files of bundles, a directory each. They hold secrets: nobody else may read them. */
@Injectable()
export class BundleFiles {
  private readonly directory: string;

  constructor(config: SandboxConfig) {
    this.directory = path.join(config.dataDirectory, 'files');
  }

  /** Where a file of this bundle is, as it is stored in its row. */
  key(bundleUuid: string, file: BundleFile): string {
    return `provisioning/${bundleUuid}/${file}`;
  }

  /** Copies the host programs as they are now: a later build must not change what a bundle's checksums promise. */
  async keepHostPrograms(bundleUuid: string, from: string): Promise<void> {
    for (const program of HOST_PROGRAMS) {
      await copyFile(path.join(from, program), await this.placeFor(bundleUuid, program));
    }
  }

  async write(bundleUuid: string, file: BundleFile, text: string): Promise<void> {
    await writeFile(await this.placeFor(bundleUuid, file), text, { mode: 0o600 });
  }

  /** Null when it is not there. */
  async read(bundleUuid: string, file: BundleFile): Promise<Buffer | null> {
    return readFile(this.place(bundleUuid, file)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
  }

  async remove(bundles: readonly Pick<BundleRow, 'bundleUuid'>[]): Promise<void> {
    for (const { bundleUuid } of bundles) {
      await rm(path.dirname(this.place(bundleUuid, 'install.sh')), { recursive: true, force: true });
    }
  }

  private async placeFor(bundleUuid: string, file: BundleFile): Promise<string> {
    const place = this.place(bundleUuid, file);
    await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
    return place;
  }

  private place(bundleUuid: string, file: BundleFile): string {
    return path.join(this.directory, this.key(bundleUuid, file));
  }
}
