import { expect, onTestFinished, test } from 'vitest';
import { onOneDialect } from '../dialects.ts';

onOneDialect('the environment', ({ start }) => {
  test('has the built app write down nothing of what it sends', async () => {
    const before = process.env.NODE_DEBUG;
    onTestFinished(() => {
      if (before === undefined) delete process.env.NODE_DEBUG;
      else process.env.NODE_DEBUG = before;
    });
    process.env.NODE_DEBUG = 'http,https,net,tls,stream';
    const scene = await start({ keychain: 'none' });
    await scene.signIn();
    await scene.loaded();
    expect(scene.server.requests.some(({ headers }) => headers['x-api-key'] === scene.server.key)).toBe(true);
    expect(scene.app.log()).not.toContain(scene.server.key);
    expect(scene.app.log()).not.toContain('x-api-key');
  });
});
