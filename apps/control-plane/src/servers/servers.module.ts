import { Module } from '@nestjs/common';
import { RegistryRefresh } from '../laravel/registry-refresh.js';
import { WorkersModule } from '../workers/workers.module.js';
import { OperationRunner } from './operations/operation-runner.js';
import { OperationsController } from './operations/operations.controller.js';
import { OperationsService } from './operations/operations.service.js';
import { OperationsStore } from './operations/operations.store.js';
import { CredentialsController } from './provisioning/credentials.controller.js';
import { ProvisioningController } from './provisioning/provisioning.controller.js';
import { ProvisioningService } from './provisioning/provisioning.service.js';
import { RegistryReader } from './registry-reader.js';
import { ServersController } from './servers.controller.js';
import { ServersService } from './servers.service.js';
import { FirstHeartbeatWatch } from './verification/first-heartbeat.watch.js';
import { VerificationController } from './verification/verification.controller.js';
import { VerificationService } from './verification/verification.service.js';
import { VerificationsStore } from './verification/verifications.store.js';

/** Registered servers: their records, their hosts' processes, provisioning and its verification. */
@Module({
  imports: [WorkersModule],
  controllers: [
    ServersController,
    OperationsController,
    ProvisioningController,
    CredentialsController,
    VerificationController,
  ],
  providers: [
    RegistryRefresh,
    RegistryReader,
    ServersService,
    OperationsStore,
    OperationRunner,
    OperationsService,
    ProvisioningService,
    VerificationsStore,
    VerificationService,
    FirstHeartbeatWatch,
  ],
})
export class ServersModule {}
