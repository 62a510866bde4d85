import { DESIRED_STATES } from '@app/contracts';
import type { OpenAPIObject } from '@nestjs/swagger';
import { HEARTBEAT_SCHEMA } from '../workers/heartbeat-schema.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['post']>;

/** The route that is served ahead of the framework, so that the framework cannot describe it. */
export const HEARTBEAT_OPERATION: Operation = {
  operationId: 'HeartbeatHandler_handle',
  tags: ['workers'],
  summary: 'A worker reports, and is told what to do.',
  requestBody: {
    required: true,
    content: { 'application/json': { schema: withoutNullableEnum(HEARTBEAT_SCHEMA) } },
  },
  responses: {
    '200': {
      description: 'What the worker shall do',
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['desired_state', 'commands', 'intent_revision', 'server_time'],
            properties: {
              desired_state: { type: 'string', enum: [...DESIRED_STATES] },
              commands: { type: 'array', items: { type: 'string' } },
              intent_revision: { type: 'number' },
              server_time: { type: 'string' },
              policy_version: { type: 'string' },
              policy_reload: { type: 'number' },
            },
          },
        },
      },
    },
  },
};

/** OpenAPI says `nullable` and no null among the values; a JSON schema needs both. */
function withoutNullableEnum(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll(',null]', ']')) as object;
}
