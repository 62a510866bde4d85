import { Controller, HttpCode, Post } from '@nestjs/common';
import { RequestInput, SandboxHooks } from '../http/api.decorators.js';
import type { Input } from '../http/input.js';
import { asInteger, between, integer, nullable } from '../validation/rules.js';
import { demand } from '../verifier/demand.js';
import { ChunkGenerator } from './chunk-generator.js';

const CHUNKS = { count: [nullable, integer, between(1, 100)] };

/** What only a stand-in has: work on demand. */
@SandboxHooks()
@Controller('sandbox/chunks')
export class SandboxChunksController {
  constructor(private readonly generator: ChunkGenerator) {}

  /** Makes `count` chunks of made-up addresses, one when it is not said. */
  @Post()
  @HttpCode(201)
  async make(@RequestInput() input: Input): Promise<object> {
    await demand(input, CHUNKS);
    return { data: { chunk_ids: await this.generator.make(asInteger(input['count']) ?? 1) } };
  }
}
