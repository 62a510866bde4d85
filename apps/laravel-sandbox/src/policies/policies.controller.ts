import { Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { RequestInput, VerifierApi } from '../http/api.decorators.js';
import { FrameworkFailure } from '../http/failures.js';
import type { Input } from '../http/input.js';
import { RawJson } from '../http/php-json.js';
import { contextOf } from '../http/request-context.js';
import { array, asInteger, integer, max, nullable, oneOf, required, string } from '../validation/rules.js';
import { demand } from '../verifier/demand.js';
import { enginePolicyAnswer } from './engine-policy.js';
import { PoliciesService } from './policies.service.js';
import { REVIEWS, SuggestionsService } from './suggestions.service.js';

const REVIEW = {
  suggestion_id: [required, integer],
  status: [required, string, oneOf(REVIEWS)],
  review_notes: [nullable, array],
  'review_notes.summary': [nullable, string, max(1_000)],
};

@VerifierApi()
@Controller('api/verifier')
export class PoliciesController {
  constructor(
    private readonly policies: PoliciesService,
    private readonly suggestions: SuggestionsService,
  ) {}

  @Get('policy')
  async policy(): Promise<object> {
    const { settings, policies } = await this.policies.engine();
    return { data: enginePolicyAnswer(settings, policies) };
  }

  /** The payload goes out as it is stored: whoever checks its sum sees what was written. */
  @Get('policy-versions/:version/payload')
  async payload(@Param('version') version: string): Promise<object> {
    const found = await this.policies.validVersion(version);
    if (found === undefined) throw new FrameworkFailure(404, '');
    return {
      data: {
        version: found.version,
        is_active: found.isActive,
        status: found.status,
        validation_status: found.validationStatus,
        schema_version: found.schemaVersion,
        mode_semantics_hash: found.modeSemanticsHash,
        policy_payload: new RawJson(found.policyPayload),
      },
    };
  }

  @Post('policies/suggestions/review')
  @HttpCode(200)
  async review(@RequestInput() input: Input, @Req() request: Request): Promise<object> {
    await demand(input, REVIEW);
    const status = REVIEWS.find((word) => word === input['status']) ?? 'needs_changes';
    const id = asInteger(input['suggestion_id']) ?? 0;
    const reviewer = contextOf(request).caller?.userId ?? null;
    const reviewed = await this.suggestions.review(id, status, input['review_notes'] ?? null, reviewer);
    if (reviewed === null) throw new FrameworkFailure(404, '');
    return { data: reviewed };
  }
}
