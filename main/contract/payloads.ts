import * as v from 'valibot';
import { boundedText } from './bounded-text.ts';
import { answers, mostAtOnce } from './change.ts';
import { assertNever } from './failure.ts';
import { mostHits } from './find.ts';
import { changeId, laneId, opportunityId, pipelineId, stageId } from './ids.ts';
import { stageRoles } from './model.ts';
import { noteOf } from './note.ts';
import { copyables } from './row-copy.ts';
import { type SettingRule, type Settings, settingNames, settings } from './settings.ts';

const text = (most: number) =>
  v.pipe(
    v.string(),
    v.maxLength(most),
    v.transform(given => boundedText(given, most)),
  );
const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/** Whether `Intl` knows the zone; it throws for an unknown one (ECMA-402, CreateDateTimeFormat). */
function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== null;
  } catch {
    return false;
  }
}

function settingSchema(rule: SettingRule): v.GenericSchema {
  switch (rule.type) {
    case 'text':
      return v.pipe(text(rule.most), v.minLength(rule.least));
    case 'text-or-none':
      return v.nullable(text(rule.most));
    case 'choice':
      return v.picklist(rule.of);
    case 'whole':
      return whole(rule.least, rule.most);
    case 'toggle':
      return v.boolean();
    default:
      return assertNever(rule);
  }
}

/** Settings from the page or the disk: every member optional, unknown ones dropped. */
export const settingsPatch = v.object(
  Object.fromEntries(settingNames.map(name => [name, v.exactOptional(settingSchema(settings[name]))])),
) as v.GenericSchema<unknown, Partial<Settings>>;

const move = v.object({
  opportunity: opportunityId,
  to: stageId,
  seen: v.nullable(stageId),
  letters: v.optional(text(500)),
  note: v.optional(v.pipe(text(500), v.transform(noteOf))),
});
const undo = v.object({ change: changeId });
const several = <T extends v.GenericSchema>(one: T) =>
  v.pipe(v.array(one), v.minLength(1), v.maxLength(mostAtOnce), v.readonly());

/** The product's own pages that the popup may open in the user's browser. */
export const ownPages = ['api-keys', 'opportunity'] as const;

/** The calls from the page to main: the schema of what each is asked with. */
export const payloads = {
  'session.get': v.null(),
  'session.use-key': v.object({ key: text(4096), apiUrl: text(settings.apiUrl.most) }),
  'session.remove-key': v.object({ erase: v.boolean() }),
  'session.erase-everything': v.null(),
  'session.use-sample': v.null(),
  'session.rebind': v.object({ lane: laneId }),
  find: v.object({
    /** Grows with every keystroke. A reply whose `seq` is not the newest is dropped. */
    seq: whole(0, Number.MAX_SAFE_INTEGER),
    text: text(500),
    limit: whole(1, mostHits),
    /** The stage whose list was opened from the counts; `text` is its name. */
    list: v.exactOptional(v.object({ pipeline: pipelineId, stage: stageId })),
  }),
  'find.on-server': v.object({ text: text(200) }),
  'opportunity.look': v.object({ id: opportunityId }),
  'opportunity.changes': v.object({ id: opportunityId }),
  move,
  'move.several': v.object({ moves: several(move) }),
  undo,
  'undo.several': v.object({ undos: several(undo) }),
  resolve: v.object({
    change: changeId,
    answer: v.picklist(answers),
    rev: whole(1, Number.MAX_SAFE_INTEGER),
  }),
  'outbox.list': v.null(),
  'history.list': v.object({ text: text(200), before: v.nullable(v.number()), limit: whole(1, 1000) }),
  'reasons.list': v.null(),
  'history.sums': v.object({
    periods: v.pipe(
      v.array(v.object({ from: v.number(), until: v.number() })),
      v.maxLength(500),
      v.readonly(),
    ),
  }),
  'history.export': v.object({ zone: v.pipe(text(100), v.check(isZone)) }),
  refresh: v.null(),
  'settings.change': settingsPatch,
  'stages.reorder': v.object({
    pipeline: pipelineId,
    order: v.pipe(v.array(stageId), v.maxLength(200), v.readonly()),
  }),
  'stages.mark': v.object({
    pipeline: pipelineId,
    stage: stageId,
    role: v.nullable(v.picklist(stageRoles)),
  }),
  'picks.forget': v.null(),
  'popup.hide': v.null(),
  'popup.entering': v.object({
    /** `key`: an API key, which is copied elsewhere. `hotkey`: its keys. `press`: a new hotkey is to be pressed once. */
    what: v.picklist(['nothing', 'key', 'hotkey', 'press']),
  }),
  'popup.resize': v.object({ height: v.pipe(v.number(), v.minValue(0), v.maxValue(4000)) }),
  'row.pin': v.object({ id: opportunityId, on: v.boolean() }),
  'row.copy': v.object({ id: opportunityId, what: v.picklist(copyables) }),
  'link.open': v.object({
    page: v.picklist(ownPages),
    id: v.exactOptional(opportunityId),
  }),
  'diagnostics.copy': v.null(),
  'logs.show': v.null(),
  'update.look': v.null(),
  'update.restart': v.null(),
  'update.put-off': v.null(),
};
