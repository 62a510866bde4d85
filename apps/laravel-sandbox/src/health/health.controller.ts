import { Controller, Get, Header } from '@nestjs/common';

const PAGE = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Laravel stand-in</title></head>
<body>
<h1>Laravel stand-in</h1>
<p>This is not the verification application. It answers the same internal and verifier API from a small database of its
own, for development, demonstration and tests. It verifies no address. Do not put it in front of customers.</p>
</body>
</html>
`;

@Controller()
export class HealthController {
  @Get('/')
  @Header('Content-Type', 'text/html; charset=utf-8')
  page(): string {
    return PAGE;
  }

  /** Laravel's own health route. The database is open before anything listens. */
  @Get('/up')
  @Header('Content-Type', 'text/html; charset=utf-8')
  up(): string {
    return 'Application up';
  }
}
