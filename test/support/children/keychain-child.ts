/**
 * The real keychain in a process of its own, so that it sees the session it is given: one JSON command a line
 * on standard input (`{"do":"store","account":"a","secret":"s"}`), one JSON result a line on standard output.
 */
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { parseJson } from '../../../main/contract/parse.ts';
import { createKeychain } from '../../../main/secrets/keychain.ts';

const command = v.variant('do', [
  v.object({ do: v.literal('read'), account: v.string() }),
  v.object({ do: v.literal('store'), account: v.string(), secret: v.string() }),
  v.object({ do: v.literal('remove'), account: v.string() }),
]);

const keychain = createKeychain();
for await (const line of createInterface({ input: process.stdin })) {
  const parsed = parseJson(command, line);
  if (!parsed.ok) throw new Error(`Not a command: ${parsed.failure.at}`);
  const asked = parsed.value;
  const result =
    asked.do === 'store'
      ? await keychain.store(asked.account, asked.secret)
      : await keychain[asked.do](asked.account);
  console.log(JSON.stringify(result));
}
