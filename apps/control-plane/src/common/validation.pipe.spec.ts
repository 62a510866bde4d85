import { Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, IsOptional, IsString, Max, ValidateNested } from 'class-validator';
import { createValidationPipe } from './validation.pipe.js';

class Part {
  @IsString()
  readonly name!: string;
}

class Wish {
  @IsInt()
  @Max(10)
  readonly size!: number;

  @IsOptional()
  @ArrayMaxSize(2)
  @ValidateNested({ each: true })
  @Type(() => Part)
  readonly parts?: readonly Part[];
}

const check = (body: unknown) =>
  createValidationPipe().transform(body, { type: 'body', metatype: Wish }) as Promise<Wish>;

describe('the validation pipe', () => {
  it('gives back an instance of the class', async () => {
    expect(await check({ size: 7 })).toBeInstanceOf(Wish);
  });

  it('names every wrong field, nested ones by their path, and says that nothing was changed', async () => {
    const refused = check({ size: 11, sise: 1, parts: [{ name: 'a' }, { name: 5 }] });
    await expect(refused).rejects.toMatchObject({
      code: 'invalid_request',
      status: 400,
      message: expect.stringContaining('Nothing was changed'),
      fields: [
        { field: 'sise', problem: 'property sise should not exist' },
        { field: 'size', problem: 'size must not be greater than 10' },
        { field: 'parts.1.name', problem: 'name must be a string' },
      ],
    });
  });

  it('takes a missing body for an empty one', async () => {
    await expect(check(undefined)).rejects.toMatchObject({ fields: [{ field: 'size' }] });
  });
});
