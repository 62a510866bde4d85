import { Controller, Get, Injectable } from '@nestjs/common';
import { ApiExcludeEndpoint, type OpenAPIObject } from '@nestjs/swagger';
import { RequireScope } from '../auth/require-scope.js';

/** Where the description comes from once the application stands; it cannot be known before. */
@Injectable()
export class ApiDescription {
  private document: OpenAPIObject | null = null;
  private source: (() => OpenAPIObject) | null = null;

  /** Made when somebody first asks: a start does not wait for it. */
  comesFrom(source: () => OpenAPIObject): void {
    this.source = source;
  }

  get(): OpenAPIObject {
    if (this.source === null) throw new Error('The application is not wired yet');
    this.document ??= this.source();
    return this.document;
  }
}

@Controller('api/openapi.json')
export class OpenApiController {
  constructor(private readonly description: ApiDescription) {}

  @Get()
  @RequireScope('viewer')
  @ApiExcludeEndpoint()
  describe(): OpenAPIObject {
    return this.description.get();
  }
}
