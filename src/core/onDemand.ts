/**
 * Makes something that is the same each time when it is first asked for, and keeps it. For what `Intl` makes: the first of
 * its kind takes as long as starting half of the program.
 */
export function onDemand<Made extends object>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}
