/**
 * Values on the socket between host and page. A value is first cloned by the structured-clone algorithm, as
 * Electron does, and then written as JSON; what this form does not know is refused rather than bent.
 * Runs on both sides: no imports, nothing but the language.
 */
export type Wire = null | boolean | number | string | readonly Wire[] | { readonly [key: string]: Wire };

/** Clones by the structured-clone rules and encodes. Throws a `DataCloneError` or names what is refused. */
export function seal(value: unknown): Wire {
  return encode(structuredClone(value), []);
}

/** The reverse of `seal`. Throws on anything `seal` cannot have made. */
export function unseal(wire: Wire): unknown {
  if (wire === null || typeof wire !== 'object') return wire;
  if (!isTagged(wire)) {
    return Object.fromEntries(Object.entries(wire).map(([key, member]) => [key, unseal(member)]));
  }
  const [tag, body] = wire;
  switch (tag) {
    case 'array':
      return (body as readonly Wire[]).map(unseal);
    case 'undefined':
      return undefined;
    case 'number':
      return Number(body);
    case 'bigint':
      return BigInt(body as string);
    case 'date':
      return new Date(Number(body));
    case 'map':
      return new Map((unseal(body) as unknown[]).map(entry => entry as [unknown, unknown]));
    case 'set':
      return new Set(unseal(body) as unknown[]);
    case 'bytes':
      return Uint8Array.from(atob(body as string), letter => letter.charCodeAt(0));
    default:
      throw new Error(`webhost: unknown tag ${tag} on the wire`);
  }
}

/** Whatever is no plain object travels as a pair: what it is, and how it is written. */
function isTagged(wire: object): wire is readonly [string, Wire] {
  return Array.isArray(wire);
}

function encode(value: unknown, above: readonly object[]): Wire {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (value === undefined) return ['undefined'];
  if (typeof value === 'bigint') return ['bigint', String(value)];
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : ['number', Object.is(value, -0) ? '-0' : String(value)];
  }
  const held = value as object;
  if (above.includes(held)) throw new Error('webhost: the wire refuses a value that contains itself');
  const inner = [...above, held];
  if (Array.isArray(held)) return ['array', Array.from(held, member => encode(member, inner))];
  if (held instanceof Date) return ['date', String(held.getTime())];
  if (held instanceof Map) return ['map', encode([...held], inner)];
  if (held instanceof Set) return ['set', encode([...held], inner)];
  if (held instanceof Uint8Array) {
    return ['bytes', btoa(Array.from(held, byte => String.fromCharCode(byte)).join(''))];
  }
  const prototype: unknown = Object.getPrototypeOf(held);
  if (prototype === null || prototype === Object.prototype) {
    return Object.fromEntries(Object.entries(held).map(([key, member]) => [key, encode(member, inner)]));
  }
  throw new Error(`webhost: the wire refuses ${Object.prototype.toString.call(held)}`);
}
