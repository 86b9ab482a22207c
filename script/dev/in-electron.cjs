const { app, webContents } = require('electron');

/** Loaded by Electron before the app, for `npm run dev` only: does what `apps.mjs` says, and ends with whoever says it. */
process.on('message', order => {
  if (order === 'quit') app.quit();
  if (order === 'reload') for (const contents of webContents.getAllWebContents()) contents.reload();
});
process.on('disconnect', () => app.quit());
