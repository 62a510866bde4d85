import { Injectable } from '@nestjs/common';
import { Clock } from '@app/service';
import type { Connection } from '../database/database.js';
import { adminAuditLogs } from '../database/schema/index.js';
import type { Trigger } from '../http/api.decorators.js';

export interface AuditSubject {
  /** The name of the PHP class, such as `EngineServer`. */
  readonly type: string;
  readonly id: number | string;
}

export interface AuditEntry {
  readonly action: string;
  readonly subject: AuditSubject | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly address: string | null;
  readonly userId?: number;
}

/** Rows of `admin_audit_logs` (contract 8, audit actions). Nothing here shows them. */
@Injectable()
export class AuditLog {
  constructor(private readonly clock: Clock) {}

  async write(connection: Connection, { action, subject, metadata, address, userId }: AuditEntry): Promise<void> {
    const now = this.clock.now();
    await connection.insert(adminAuditLogs).values({
      action,
      userId: userId ?? null,
      subjectType: subject === null ? null : `App\\Models\\${subject.type}`,
      subjectId: subject === null ? null : String(subject.id),
      metadata,
      ipAddress: address,
      createdAt: now,
      updatedAt: now,
    });
  }

  /** What came through `/api/internal`: the metadata says so and names the actor. */
  async writeInternal(
    connection: Connection,
    action: string,
    subject: AuditSubject | null,
    trigger: Trigger,
    specifics: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    const metadata = { source: 'go_control_plane_internal_api', triggered_by: trigger.by, ...specifics };
    await this.write(connection, { action, subject, metadata, address: trigger.address });
  }
}
