/**
 * The same work, begun only when the work before it has ended, well or not, and `rest` has settled after that.
 * @param rest is waited for after each
 */
export function oneAtATime<Given, Done>(
  work: (given: Given) => Promise<Done>,
  rest: () => Promise<unknown>,
): (given: Given) => Promise<Done> {
  let before: Promise<unknown> = Promise.resolve();
  return given => {
    const done = before.then(() => work(given));
    before = done.then(rest, rest);
    return done;
  };
}
