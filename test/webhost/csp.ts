/**
 * The app's policy with one more place to connect to, the host's socket; nothing else is loosened. Without a
 * `connect-src` of its own the policy's `default-src` is taken over, as a browser would.
 */
export function letSocketIn(policy: string, socket: string): string {
  const directives = policy
    .split(';')
    .map(text => text.trim().split(/\s+/))
    .filter(([name]) => name !== undefined && name !== '');
  const find = (wanted: string) => directives.find(([name]) => name?.toLowerCase() === wanted);
  const own = find('connect-src');
  const [, ...sources] = own ?? find('default-src') ?? [];
  if (own === undefined && find('default-src') === undefined) return policy;
  const widened = ['connect-src', ...sources.filter(source => source !== "'none'"), socket];
  return [...directives.filter(directive => directive !== own), widened]
    .map(words => words.join(' '))
    .join('; ');
}
