import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { onOneDialect } from '../dialects.ts';
import { endApp, signInAndAllow } from './allow.ts';

onOneDialect('a damaged database', ({ start }) => {
  test('that a command has found and set aside is told by the app, until somebody has seen it', async () => {
    const scene = await start();
    await signInAndAllow(scene, 'move', 30);
    expect((await scene.command('move', 'João Silva', 'won')).code).toBe(0);
    await endApp(scene);
    truncateSync(join(scene.folder, 'quick-stage.db'), 0);
    expect((await scene.command('find', 'João Silva')).out).toBe('');
    const told = () => scene.page.getByText('The file was damaged and set aside.');
    await scene.restart();
    await told().waitFor();
    expect(scene.app.log()).toContain('warn database set aside salvaged=0');
    await scene.restart();
    await scene.loaded();
    expect(await told().count()).toBe(0);
    expect(scene.app.log()).not.toContain('database set aside');
  });
});
