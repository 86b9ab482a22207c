import { EventEmitter } from 'node:events';
import * as v from 'valibot';

/** Asked by the language itself (`await`, printing), never a use of Electron. */
const harmless = ['then', 'toJSON', 'inspect', 'domain'];

/** The same object, except that reading or writing a member it does not have throws. */
export function strict<T extends object>(name: string, target: T): T {
  const refuse = (key: string): never => {
    throw new Error(`webhost: Electron's ${name}.${key} is not part of the stand-in`);
  };
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'string' && !(key in object) && !harmless.includes(key)) refuse(key);
      return Reflect.get(object, key, receiver) as unknown;
    },
    set(object, key, value) {
      if (typeof key === 'string' && !(key in object)) refuse(key);
      if (!Reflect.set(object, key, value)) throw new Error(`webhost: ${name}.${String(key)} is read-only`);
      return true;
    },
  });
}

/** An emitter that knows which events Electron would send: listening to any other name throws. */
class CheckedEmitter extends EventEmitter {
  readonly #name: string;
  readonly #events: readonly string[];

  constructor(name: string, events: readonly string[]) {
    super();
    this.#name = name;
    this.#events = events;
    // Methods run with a proxy as `this`, which has no private members: check from closures instead.
    for (const method of ['on', 'once', 'addListener', 'prependListener'] as const) {
      const plain = EventEmitter.prototype[method];
      const checked = (event: string | symbol, listener: (...values: unknown[]) => void): unknown => {
        this.#check(event);
        return plain.call(this, event, listener);
      };
      Object.defineProperty(this, method, { value: checked });
    }
  }

  #check(event: string | symbol): void {
    if (typeof event === 'string' && !this.#events.includes(event)) {
      throw new Error(`webhost: ${this.#name} has no event '${event}' in the stand-in`);
    }
  }
}

export interface Emitting<T> {
  /** What the app gets. */
  readonly face: T & EventEmitter;
  /** Emits; true when a listener called `preventDefault()`. The event object comes first, as in Electron. */
  readonly fire: (event: string, ...values: unknown[]) => boolean;
  /** As `fire`, with further members of the event object. */
  readonly fireWith: (event: string, more: object, ...values: unknown[]) => boolean;
  /** Emits without an event object in front. */
  readonly fireBare: (event: string, ...values: unknown[]) => void;
}

/** A strict emitter with members; accessors stay accessors, everything else is read-only. */
export function emitting<T extends object>(name: string, events: readonly string[], members: T): Emitting<T> {
  const emitter = new CheckedEmitter(name, events);
  for (const [key, shape] of Object.entries(Object.getOwnPropertyDescriptors(members))) {
    Object.defineProperty(emitter, key, 'value' in shape ? { ...shape, writable: false } : shape);
  }
  const fireWith = (event: string, more: object, ...values: unknown[]): boolean => {
    const { object, prevented } = preventable(more);
    emitter.emit(event, object, ...values);
    return prevented();
  };
  return {
    face: strict(name, emitter as unknown as T & EventEmitter),
    fire: (event, ...values) => fireWith(event, {}, ...values),
    fireWith,
    fireBare: (event, ...values) => {
      emitter.emit(event, ...values);
    },
  };
}

/** An event object as Electron hands it out, with further members. */
export function preventable<T extends object>(
  more?: T,
): { object: T & { preventDefault(): void; readonly defaultPrevented: boolean }; prevented: () => boolean } {
  let prevented = false;
  const own = {
    preventDefault: () => {
      prevented = true;
    },
    get defaultPrevented() {
      return prevented;
    },
  };
  // With its accessors as they are: what they answer may change after the event.
  const object = Object.defineProperties(
    own as typeof own & T,
    more === undefined ? {} : Object.getOwnPropertyDescriptors(more),
  );
  return { object, prevented: () => prevented };
}

/** A class that answers `new` with a strict object and has only these statics. */
export function constructible<Args extends unknown[], Made extends object, Statics extends object>(
  name: string,
  create: (...args: Args) => Made,
  statics: Statics,
): (new (...args: Args) => Made) & Statics {
  const shell = Object.assign(function shell() {}, statics);
  const made = new Proxy(shell, {
    construct: (_target, args) => create(...(args as Args)),
    apply: () => {
      throw new TypeError(`Class constructor ${name} cannot be invoked without 'new'`);
    },
  });
  return strict(name, made) as unknown as (new (...args: Args) => Made) & Statics;
}

/** Checks options against a strict schema; throws with the option's path on an unknown key or a wrong value. */
export function checked<Schema extends v.GenericSchema>(
  where: string,
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> {
  const outcome = v.safeParse(schema, value);
  if (outcome.success) return outcome.output;
  const issue = outcome.issues[0];
  throw new TypeError(`webhost: ${where}: ${v.getDotPath(issue) ?? ''}: ${issue.message}`);
}
