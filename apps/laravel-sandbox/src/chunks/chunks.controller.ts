import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import type { Request, Response } from 'express';
import { PROVIDERS } from '@app/contracts';
import { SandboxConfig } from '../config/sandbox-config.js';
import { verificationJobChunks } from '../database/schema/index.js';
import { RequestInput, VerifierApi } from '../http/api.decorators.js';
import { asBoolean, type Input } from '../http/input.js';
import { contextOf } from '../http/request-context.js';
import { Binds, Bound, type RouteModel } from '../http/route-model.js';
import {
  array,
  asInteger,
  between,
  boolean,
  integer,
  ip,
  isUuid,
  max,
  min,
  nullable,
  oneOf,
  required,
  string,
} from '../validation/rules.js';
import { valueAt } from '../validation/validate.js';
import { demand, textOf } from '../verifier/demand.js';
import { PresenceService } from '../verifier/presence.service.js';
import { reportedServer } from '../verifier/reported-server.js';
import type { ChunkRow } from '../database/rows.js';
import { claimAnswer, detailsAnswer } from './chunk-answers.js';
import { ChunksService } from './chunks.service.js';
import { CAPABILITIES, ClaimsService } from './claims.service.js';
import { StoredFiles } from './stored-files.js';

const CLAIM = {
  engine_server: [required, array],
  'engine_server.name': [required, string, max(255)],
  'engine_server.ip_address': [required, string, ip, max(64)],
  'engine_server.environment': [nullable, string, max(64)],
  'engine_server.region': [nullable, string, max(64)],
  'engine_server.meta': [nullable, array],
  'engine_server.meta.pool': [nullable, string, max(64)],
  'engine_server.meta.provider_affinity': [nullable, string, oneOf(PROVIDERS)],
  'engine_server.meta.trust_tier': [nullable, string, max(32)],
  worker_id: [required, string, max(255)],
  worker_capability: [nullable, string, oneOf(CAPABILITIES)],
  lease_seconds: [nullable, integer, between(1, 86_400)],
};
const LOG = {
  level: [required, string, oneOf(['debug', 'info', 'warning', 'error'])],
  event: [required, string, max(120)],
  message: [nullable, string, max(2_000)],
  context: [nullable, array],
};
const COMPLETE = {
  output_disk: [nullable, string, max(64)],
  valid_key: [required, string, max(1_024)],
  invalid_key: [required, string, max(1_024)],
  risky_key: [required, string, max(1_024)],
  email_count: [nullable, integer, min(0)],
  valid_count: [nullable, integer, min(0)],
  invalid_count: [nullable, integer, min(0)],
  risky_count: [nullable, integer, min(0)],
};
const FAIL = { error_message: [nullable, string, max(2_000)], retryable: [required, boolean] };

const CHUNK: RouteModel = {
  name: 'VerificationJobChunk',
  parameter: 'chunk',
  find: async (connection, id) => {
    if (!isUuid(id)) return undefined;
    const [chunk] = await connection.select().from(verificationJobChunks).where(eq(verificationJobChunks.id, id));
    return chunk;
  },
};

/** What workers do with chunks (contract 7.4, 7.5). */
@VerifierApi()
@Controller('api/verifier/chunks')
export class ChunksController {
  constructor(
    private readonly presence: PresenceService,
    private readonly claims: ClaimsService,
    private readonly chunks: ChunksService,
    private readonly files: StoredFiles,
    private readonly config: SandboxConfig,
  ) {}

  /** Validation comes before everything else, so that a claim without a server only proves the token. */
  @Post('claim-next')
  @HttpCode(200)
  async claimNext(
    @RequestInput() input: Input,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object | undefined> {
    await demand(input, CLAIM);
    const { server } = await this.presence.reported(
      reportedServer(valueAt(input, 'engine_server')),
      'engine_claim_next',
      contextOf(request).caller?.userId ?? null,
      textOf(request.ip),
    );
    const capability = CAPABILITIES.find((word) => word === input['worker_capability']) ?? 'all';
    const claimed = await this.claims.claim(server, {
      workerId: String(input['worker_id']),
      capability,
      pool: textOf(valueAt(input, 'engine_server.meta.pool')),
      affinity: textOf(valueAt(input, 'engine_server.meta.provider_affinity')),
      leaseSeconds: asInteger(input['lease_seconds']),
    });
    if (claimed !== null) return { data: claimAnswer(claimed.chunk, claimed.leaseExpiresAt) };
    response.status(204);
    return undefined;
  }

  @Get(':chunk')
  @Binds(CHUNK)
  details(@Bound('chunk') chunk: ChunkRow): object {
    return { data: detailsAnswer(chunk, this.config.chunks) };
  }

  @Post(':chunk/log')
  @HttpCode(200)
  @Binds(CHUNK)
  async log(@Bound('chunk') chunk: ChunkRow, @RequestInput() input: Input): Promise<object> {
    await demand(input, LOG);
    const { level, event, message, context } = input;
    await this.chunks.log(chunk, String(level), String(event), textOf(message), context);
    return { data: { chunk_id: chunk.id, status: chunk.status } };
  }

  @Get(':chunk/input-url')
  @Binds(CHUNK)
  inputUrl(@Bound('chunk') chunk: ChunkRow): object {
    const { inputDisk: disk, inputKey: key } = chunk;
    return { data: { disk, key, url: this.files.link('download', key), expires_in: this.files.linkSeconds } };
  }

  @Post(':chunk/output-urls')
  @HttpCode(200)
  @Binds(CHUNK)
  async outputUrls(@Bound('chunk') chunk: ChunkRow): Promise<object> {
    return { data: await this.chunks.outputTargets(chunk) };
  }

  @Post(':chunk/complete')
  @HttpCode(200)
  @Binds(CHUNK)
  async complete(@Bound('chunk') chunk: ChunkRow, @RequestInput() input: Input): Promise<object> {
    await demand(input, COMPLETE);
    await this.chunks.complete(chunk, {
      outputDisk: textOf(input['output_disk']),
      validKey: String(input['valid_key']),
      invalidKey: String(input['invalid_key']),
      riskyKey: String(input['risky_key']),
      emailCount: asInteger(input['email_count']),
      validCount: asInteger(input['valid_count']),
      invalidCount: asInteger(input['invalid_count']),
      riskyCount: asInteger(input['risky_count']),
    });
    return { data: { chunk_id: chunk.id, status: 'completed' } };
  }

  @Post(':chunk/fail')
  @HttpCode(200)
  @Binds(CHUNK)
  async fail(@Bound('chunk') chunk: ChunkRow, @RequestInput() input: Input): Promise<object> {
    await demand(input, FAIL);
    const result = await this.chunks.fail(chunk, asBoolean(input['retryable']), textOf(input['error_message']));
    return { data: { chunk_id: chunk.id, ...result } };
  }
}
