import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { validated } from './read-into';

/** Types that no class of ours describes: what carries them is checked elsewhere, or is no input at all. */
const BARE: ReadonlySet<unknown> = new Set([String, Number, Boolean, Array, Object, Promise]);

/**
 * Every request body, query and path is read into its class, checked once, by a plan built once per class. Unknown
 * fields are refused. A bare `@Param('id') id: string` passes unchecked: give it a class, or a pipe of its own.
 */
@Injectable()
export class ValidationPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'custom' || !metatype || BARE.has(metatype)) return value;
    return validated(metatype as new () => object, value, type === 'body' ? 'json' : 'text');
  }
}
