import { Controller, HttpCode, Post } from '@nestjs/common';
import { RequestInput, SandboxHooks } from '../http/api.decorators.js';
import { FrameworkValidationFailure } from '../http/failures.js';
import { asBoolean, type Input } from '../http/input.js';
import { max, nullable, oneOf, required, string } from '../validation/rules.js';
import { demand, textOf } from '../verifier/demand.js';
import { PoliciesService } from './policies.service.js';

const VERSION = {
  version: [required, string, max(64)],
  /** JSON as text: an object would lose the order of its keys and the forms of its numbers on the way. */
  payload: [required, string],
  validation_status: [nullable, oneOf(['pending', 'valid', 'invalid'])],
  status: [nullable, string, max(32)],
};

/** What the real application has no route for: versions come into it by a write to its database. */
@SandboxHooks()
@Controller('sandbox/policy-versions')
export class SandboxPoliciesController {
  constructor(private readonly policies: PoliciesService) {}

  @Post()
  @HttpCode(201)
  async write(@RequestInput() input: Input): Promise<object> {
    await demand(input, VERSION);
    const version = String(input['version']);
    const payloadText = String(input['payload']);
    if (!isObject(payloadText)) {
      throw new FrameworkValidationFailure({ payload: ['The payload field must be a JSON object.'] });
    }
    const given = textOf(input['validation_status']);
    const validationStatus = (['pending', 'invalid'] as const).find((word) => word === given) ?? 'valid';
    const status = textOf(input['status']) ?? 'draft';
    const isActive = asBoolean(input['is_active']);
    const id = await this.policies.write({ version, payloadText, validationStatus, status, isActive });
    return { data: { id, version, validation_status: validationStatus, status, is_active: isActive } };
  }
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
