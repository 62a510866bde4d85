import { Logger } from '@nestjs/common';

// What a service logs belongs to its operator; a test that is about a log line listens to it itself.
Logger.overrideLogger(false);
