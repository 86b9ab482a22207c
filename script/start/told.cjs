const { app } = require('electron');

/** Loaded by Electron before the app by `npm start`: tells that Electron itself works, so that it is known who failed. */
app.whenReady().then(() => process.send?.('ready'));
app.on('web-contents-created', (_event, contents) => {
  contents.once('did-finish-load', () => process.send?.('shown'));
});
