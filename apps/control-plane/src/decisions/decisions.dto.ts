import { PROVIDERS, type Provider, TRACE_DECISION_CLASSES, type TraceDecisionClass } from '@app/contracts';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { LINE_PATTERN, wholeNumber } from '../common/text-rules.js';

interface Given {
  readonly value: unknown;
}

/** For `Transform`: white space around it does not count, and a field left blank is one that was not given. */
function trimmed({ value }: Given): unknown {
  return typeof value === 'string' ? value.trim() || undefined : value;
}

function lowerCased(given: Given): unknown {
  const value = trimmed(given);
  return typeof value === 'string' ? value.toLowerCase() : value;
}

const LINE = { message: '$property must not hold control or formatting characters' };

/** Which traces to list (contract, section 1.9). */
export class TraceListQuery {
  @IsOptional()
  @Transform(lowerCased)
  @IsIn(PROVIDERS)
  readonly provider?: Provider;

  /** The class before it was folded into `unknown` or `undeliverable`. */
  @IsOptional()
  @Transform(lowerCased)
  @IsIn(TRACE_DECISION_CLASSES)
  readonly decision_class?: TraceDecisionClass;

  @IsOptional()
  @Transform(lowerCased)
  @IsString()
  @MaxLength(64)
  @Matches(LINE_PATTERN, LINE)
  readonly reason_tag?: string;

  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MaxLength(64)
  @Matches(LINE_PATTERN, LINE)
  readonly policy_version?: string;

  /** 25 by default. */
  @IsOptional()
  @Transform(wholeNumber)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;

  /** Only traces with a smaller id: `meta.next_before_id` of the page before. */
  @IsOptional()
  @Transform(wholeNumber)
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly before_id?: number;
}

export class TracePath {
  @Transform(wholeNumber)
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER - 1)
  readonly traceId!: number;
}

export class ExplainQuery {
  /** A policy version under which the trace is replayed besides. */
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MaxLength(64)
  @Matches(LINE_PATTERN, LINE)
  readonly version?: string;
}

/** Which clusters of unresolved replies to list. */
export class ClusterListQuery {
  @IsOptional()
  @Transform(lowerCased)
  @IsIn(PROVIDERS)
  readonly provider?: Provider;

  /** 50 by default. */
  @IsOptional()
  @Transform(wholeNumber)
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit?: number;
}

export class ClusterPath {
  @Matches(/^[0-9a-f]{12}$/, { message: 'clusterId is not the id of a cluster' })
  readonly clusterId!: string;
}
