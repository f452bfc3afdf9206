/** Something that happened. Plain data, so that it can be stored, replayed and compared. */
export type Fact<Type extends string = string, Data = unknown> = Readonly<{ type: Type; data: Readonly<Data> }>;
