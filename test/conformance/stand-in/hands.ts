import { normalise } from '../../webhost/electron/accelerator.ts';
import type { HostEvent } from '../../webhost/lines.ts';
import type { Hands } from '../host.ts';
import type { StandIn } from './world.ts';

/** The stand-in's hands: each does what a line of the host's protocol does. */
export function standInHands({ doers, told, world }: Pick<StandIn, 'doers' | 'told' | 'world'>): Hands {
  const last = <E extends HostEvent['event']>(event: E) =>
    told.findLast((one): one is Extract<HostEvent, { event: E }> => one.event === event);
  return {
    press: accelerator => {
      // A key that the app does not hold goes to whichever program has the focus.
      if (world.controls.accelerators.some(held => normalise(held) === normalise(accelerator))) {
        void doers.shortcut({ do: 'shortcut', accelerator });
      }
    },
    clash: (accelerator, held) => doers.clash({ do: 'clash', accelerator, held }),
    clickNotification: () => doers['notification-click']({ do: 'notification-click' }),
    closeNotification: () => doers['notification-close']({ do: 'notification-close' }),
    clickTray: () => doers['click-tray']({ do: 'click-tray' }),
    clickMenu: path => doers.menu({ do: 'menu', path: [...path] }),
    answer: answer => doers.dialog({ do: 'dialog', ...answer }),
    openLink: url => doers['open-url']({ do: 'open-url', url }),
    leave: () => doers.blur(),
    power: signal => doers[signal]({ do: signal } as never),
    network: online => doers.network({ do: 'network', online }),
    scheme: dark => doers.theme({ do: 'theme', dark }),
    displays: boxes => doers.displays({ do: 'displays', displays: [...boxes] }),
    pointer: (x, y) => doers.cursor({ do: 'cursor', x, y }),
    crash: () => doers.crash(),
    permission: permission => {
      doers.permission({ do: 'permission', permission });
      return last('permission')?.granted === true;
    },
    download: url => {
      doers.download({ do: 'download', url });
      return last('download')?.cancelled === true;
    },
    request: async url => {
      await doers.request({ do: 'request', url });
      return last('request')?.cancelled === true;
    },
    endSession: () => doers['session-end'](),
    consent: granted => doers.consent({ do: 'consent', granted }),
    dialogElsewhere: open => doers['system-dialog']({ do: 'system-dialog', open }),
    copy: text => doers.clipboard({ do: 'clipboard', text }),
  };
}
