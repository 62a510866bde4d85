import { Module } from '@nestjs/common';
import { PresenceService } from './presence.service.js';
import { VerifierController } from './verifier.controller.js';

/** What workers say of themselves. */
@Module({ controllers: [VerifierController], providers: [PresenceService], exports: [PresenceService] })
export class VerifierModule {}
