/**
 * Values on the socket between host and page, by the rules of the structured-clone algorithm, as in Electron; what
 * JSON does not know is tagged, and what this form does not know is refused rather than bent. Runs on both sides: no
 * imports, nothing but the language.
 */
export type Wire = { readonly plain: Json } | { readonly tagged: Json };

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Deeper than anything the app sends; a value that contains itself is deeper than anything. */
const deepest = 50;

/**
 * The form in which a value travels, to be written at once: a plain value is not copied. Throws a `DataCloneError` or
 * names what is refused.
 */
export function seal(value: unknown): Wire {
  return isPlain(value, 0) ? { plain: value } : { tagged: encode(structuredClone(value), []) };
}

/** The reverse of `seal`. Throws on anything `seal` cannot have made. */
export function unseal(wire: Wire): unknown {
  return 'plain' in wire ? wire.plain : decode(wire.tagged);
}

/** Whether JSON keeps the value as it is. Nearly all values are plain, and this costs a tenth of tagging them. */
function isPlain(value: unknown, depth: number): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || depth > deepest) return false;
  if (Array.isArray(value)) {
    for (const member of value) if (!isPlain(member, depth + 1)) return false;
    return true;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const key of Object.keys(value)) {
    if (!isPlain((value as Readonly<Record<string, unknown>>)[key], depth + 1)) return false;
  }
  return true;
}

function encode(value: unknown, above: readonly object[]): Json {
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

function decode(json: Json): unknown {
  if (json === null || typeof json !== 'object') return json;
  if (!isTagged(json)) {
    return Object.fromEntries(Object.entries(json).map(([key, member]) => [key, decode(member)]));
  }
  const [tag, body] = json;
  switch (tag) {
    case 'array':
      return (body as readonly Json[]).map(decode);
    case 'undefined':
      return undefined;
    case 'number':
      return Number(body);
    case 'bigint':
      return BigInt(body as string);
    case 'date':
      return new Date(Number(body));
    case 'map':
      return new Map((decode(body) as unknown[]).map(entry => entry as [unknown, unknown]));
    case 'set':
      return new Set(decode(body) as unknown[]);
    case 'bytes':
      return Uint8Array.from(atob(body as string), letter => letter.charCodeAt(0));
    default:
      throw new Error(`webhost: unknown tag ${tag} on the wire`);
  }
}

/** Whatever is no plain object travels as a pair: what it is, and how it is written. */
function isTagged(json: object): json is readonly [string, Json] {
  return Array.isArray(json);
}
