import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { parseJson } from '../../main/contract/parse.ts';
import type { SecretService } from '../support/secret-service.ts';

const child = join(import.meta.dirname, '..', 'support', 'children', 'keychain-child.ts');
const answer = v.object({ ok: v.literal(true), value: v.nullable(v.string()) });

/** The key that this session's keyring holds for an address of the API, asked as the app asks it; null for none. */
export async function keyOf(session: SecretService | null, address: string): Promise<string | null> {
  const asking = spawn(process.execPath, [child], {
    env: session?.env ?? process.env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const told = once(createInterface({ input: asking.stdout }), 'line');
  asking.stdin.end(`${JSON.stringify({ do: 'read', account: address })}\n`);
  const [line] = (await told) as [string];
  const parsed = parseJson(answer, line);
  if (!parsed.ok) throw new Error(`The keyring did not answer: ${line}`);
  return parsed.value.value;
}

/** What a program sees that runs in this session, on the display of the test; the user's own session where there is none. */
export function onDisplay(session: SecretService | null): Readonly<Record<string, string | undefined>> {
  if (session === null) return process.env;
  const { DISPLAY, WAYLAND_DISPLAY, XAUTHORITY } = process.env;
  return { ...session.env, DISPLAY, WAYLAND_DISPLAY, XAUTHORITY };
}
