import { useUi } from '../parts/ui.ts';

/** How many owners are offered at once; the settings list all. */
const offered = 4;

/** Why everybody's rows are shown where the user's own were asked for, and the owners to choose oneself from. */
export function WhoAreYou() {
  const { state, send, speech } = useUi();
  const { notMine } = state.search.reply ?? {};
  if (notMine === undefined) return null;
  if (notMine === 'untold') return <p class="offer">{speech.t('ownersUntoldHere')}</p>;
  const owners = state.snapshot?.owners ?? [];
  return (
    <fieldset class="offer" aria-labelledby="who-are-you">
      <span id="who-are-you">{speech.t('whoAreYou')}</span>
      {owners.slice(0, offered).map(({ name }) => (
        <button key={name} type="button" onClick={() => send({ type: 'set', patch: { owner: name } })}>
          <bdi class="name">{name}</bdi>
        </button>
      ))}
      {owners.length > offered && (
        <button type="button" class="link" onClick={() => send({ type: 'go', place: 'settings' })}>
          {speech.t('someoneElse')}
        </button>
      )}
    </fieldset>
  );
}
