import { Module } from '@nestjs/common';
import { PoliciesModule } from '../policies/policies.module.js';
import { TracesModule } from '../traces/traces.module.js';
import { VerifierModule } from '../verifier/verifier.module.js';
import { ChunkGenerator } from './chunk-generator.js';
import { ChunkHousekeeping } from './chunk-housekeeping.js';
import { ChunkMaker } from './chunk-maker.js';
import { ChunksController } from './chunks.controller.js';
import { ChunksService } from './chunks.service.js';
import { ClaimsService } from './claims.service.js';
import { ProbeRetries } from './probe-retries.js';
import { SandboxChunksController } from './sandbox-chunks.controller.js';
import { ScreeningHandoff } from './screening-handoff.js';
import { StorageController } from './storage.controller.js';
import { StoredFiles } from './stored-files.js';

/** Work for workers: claiming, doing, handing on, and making some up. */
@Module({
  imports: [PoliciesModule, TracesModule, VerifierModule],
  controllers: [ChunksController, SandboxChunksController, StorageController],
  providers: [
    ChunkGenerator,
    ChunkHousekeeping,
    ChunkMaker,
    ChunksService,
    ClaimsService,
    ProbeRetries,
    ScreeningHandoff,
    StoredFiles,
  ],
})
export class ChunksModule {}
