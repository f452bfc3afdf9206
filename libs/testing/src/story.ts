type Model<State, Event> = { initial: State; evolve: (state: State, event: Event) => State };

/** Tests read as stories: what had happened, what was asked, what happened then. */
export const story = <State, Event>({ initial, evolve }: Model<State, Event>) => ({
  given: (...past: Event[]) => ({
    when: (decide: (state: State) => readonly Event[]) => {
      const outcome = () => decide(past.reduce(evolve, initial));
      return {
        then: (...expected: Event[]) => expect(outcome()).toEqual(expected),
        thenNothing: () => expect(outcome()).toEqual([]),
        thenRefused: (rule: string) => expect(outcome).toThrow(expect.objectContaining({ rule }) as Error),
      };
    },
  }),
});
