import { Controller, Get } from '@nestjs/common';
import { PROVIDERS, TRACE_DECISION_CLASSES, type LaravelTraceQuery } from '@app/contracts';
import { InternalApi, RequestInput } from '../http/api.decorators.js';
import type { Input } from '../http/input.js';
import { asInteger, between, integer, max, min, nullable, oneOf, string } from '../validation/rules.js';
import { demand } from '../verifier/demand.js';
import { TracesService } from './traces.service.js';

const QUERY = {
  provider: [nullable, string, oneOf(PROVIDERS)],
  decision_class: [nullable, string, oneOf(TRACE_DECISION_CLASSES)],
  reason_tag: [nullable, string, max(64)],
  policy_version: [nullable, string, max(64)],
  limit: [nullable, integer, between(1, 100)],
  before_id: [nullable, integer, min(1)],
};
const USUAL_LIMIT = 25;

@InternalApi()
@Controller('api/internal/smtp-decision-traces')
export class TracesController {
  constructor(private readonly traces: TracesService) {}

  /** `next_before_id` is set whenever the page is not empty, on the last one as well (contract 7.6). */
  @Get()
  async page(@RequestInput() input: Input): Promise<object> {
    await demand(input, QUERY);
    const limit = asInteger(input['limit']) ?? USUAL_LIMIT;
    const traces = await this.traces.page({ ...filterOf(input), limit });
    return { data: traces, meta: { limit, next_before_id: traces.at(-1)?.id ?? null } };
  }
}

function filterOf(input: Input): LaravelTraceQuery {
  const provider = PROVIDERS.find((name) => name === input['provider']);
  const decisionClass = TRACE_DECISION_CLASSES.find((name) => name === input['decision_class']);
  const beforeId = asInteger(input['before_id']);
  return {
    ...(provider && { provider }),
    ...(decisionClass && { decision_class: decisionClass }),
    ...(typeof input['reason_tag'] === 'string' && { reason_tag: input['reason_tag'] }),
    ...(typeof input['policy_version'] === 'string' && { policy_version: input['policy_version'] }),
    ...(beforeId !== null && { before_id: beforeId }),
  };
}
