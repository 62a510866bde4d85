import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { type Connection, Database } from '../database/database.js';
import { ModelNotFound } from './failures.js';
import { contextOf } from './request-context.js';

/** Which row a route's parameter stands for. */
export interface RouteModel {
  /** The name of the PHP class, which the 404 tells. */
  readonly name: string;
  /** The route's parameter. */
  readonly parameter: string;
  /** @returns the row; undefined answers 404 */
  readonly find: (connection: Connection, key: string) => Promise<unknown>;
}

const ROUTE_MODELS = Symbol('route models');

/** Rows that the route needs, looked up in this order before the controller runs. */
export const Binds = (...models: readonly RouteModel[]) => SetMetadata(ROUTE_MODELS, models);

/** The row that `Binds` found for this parameter. */
export const Bound = createParamDecorator((parameter: string, execution: ExecutionContext): unknown =>
  contextOf(execution.switchToHttp().getRequest<Request>()).models.get(parameter),
);

/** Looks up the rows of `Binds`; stands after the throttle and before role or token (contract 1.5). */
@Injectable()
export class RouteModelGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly database: Database,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const request = execution.switchToHttp().getRequest<Request>();
    const models = this.reflector.get<readonly RouteModel[] | undefined>(ROUTE_MODELS, execution.getHandler());
    for (const { name, parameter, find } of models ?? []) {
      const key = String(request.params[parameter]);
      const row = await find(this.database.connection, key);
      if (row === undefined) throw new ModelNotFound(name, key);
      contextOf(request).models.set(parameter, row);
    }
    return true;
  }
}
