import { app } from 'electron';
import { askInstance } from '../../../main/command/ask-instance.ts';
import { createLog } from '../../../main/log/log.ts';

// A program that asks once it was interrupted, and prints what it was told.
app.whenReady().then(async () => {
  const interruption = { hasCome: () => true, comes: Promise.resolve('interrupted' as const) };
  await askInstance({ ask: 'pending' }, async answer => console.error(JSON.stringify(answer)), {
    interruption,
    onKeychainCall: () => {},
    log: createLog([], Date.now),
  });
  setImmediate(() => app.exit(6));
});
