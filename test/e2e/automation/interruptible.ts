import { app } from 'electron';
import { watchInterruption } from '../../../main/command/interruption.ts';

// A program that does nothing until it is interrupted, and then ends by itself, a moment later.
app.whenReady().then(async () => {
  const interruption = watchInterruption();
  process.stderr.write('watches\n');
  await interruption.comes;
  setImmediate(() => app.exit(6));
});
