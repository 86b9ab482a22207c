/** The same work, begun only when the work before it has ended, well or not. */
export function oneAtATime<Given, Done>(
  work: (given: Given) => Promise<Done>,
): (given: Given) => Promise<Done> {
  let before: Promise<unknown> = Promise.resolve();
  return given => {
    const done = before.then(() => work(given));
    before = done.catch(() => undefined);
    return done;
  };
}
