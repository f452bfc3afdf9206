import type { Provider, Type } from '@nestjs/common';
import type { AnyProjection } from '@fuyuan/read-model';

/** One view: its projection runs, and its endpoints answer under the path of the read side. */
export type View = Readonly<{
  projection: AnyProjection;
  controllers: readonly Type[];
  providers: readonly Provider[];
}>;
