import { Global, Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { JournalService } from './journal.service.js';

/** Starts to follow when every module has opened its books. */
@Injectable()
class JournalStarter implements OnApplicationBootstrap {
  constructor(private readonly journal: JournalService) {}

  onApplicationBootstrap(): void {
    this.journal.start();
  }
}

@Global()
@Module({ providers: [JournalService, JournalStarter], exports: [JournalService] })
export class JournalModule {}
