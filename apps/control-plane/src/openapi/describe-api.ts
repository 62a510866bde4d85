import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { HEARTBEAT_PATH } from '../workers/heartbeat.handler.js';
import { HEARTBEAT_OPERATION } from './heartbeat-operation.js';

const METHODS = ['get', 'post', 'put', 'delete', 'patch'] as const;

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

const PROBLEM: Schemas[string] = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'error', 'request_id'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string', description: 'The code that programs look at' },
    status: { type: 'number' },
    detail: { type: 'string' },
    error: { type: 'string', description: 'The same text for callers of the former service' },
    request_id: { type: 'string' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'problem'],
        properties: { field: { type: 'string' }, problem: { type: 'string' } },
      },
    },
  },
};

/** The API as its code declares it. Complete only in the built service: the compiler's plugin adds the field types. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const info = new DocumentBuilder()
    .setTitle('Verifier Engine Room')
    .setDescription('Control plane of the verification workers')
    .setVersion('1')
    .addBearerAuth()
    .addBasicAuth()
    .addSecurityRequirements('bearer')
    .addSecurityRequirements('basic')
    .build();
  const document = SwaggerModule.createDocument(app, info);
  document.paths[HEARTBEAT_PATH] = { post: HEARTBEAT_OPERATION };
  const schemas: Schemas = { ...document.components?.schemas, Problem: PROBLEM };
  document.components = { ...document.components, schemas };
  addProblems(document);
  document.paths = Object.fromEntries(Object.entries(document.paths).sort(([a], [b]) => (a < b ? -1 : 1)));
  return document;
}

/** Every operation may be refused with a problem document. */
function addProblems(document: OpenAPIObject): void {
  const refused = {
    description: 'Refused',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      if (operation !== undefined) operation.responses = { ...operation.responses, default: refused };
    }
  }
}
