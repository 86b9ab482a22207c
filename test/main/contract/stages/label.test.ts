import { describe, expect, test } from 'vitest';
import { languages } from '../../../../main/contract/language.ts';
import { documentedStages, type Stage, type StageId } from '../../../../main/contract/model.ts';
import { stageLabel, stageNames } from '../../../../main/contract/stages/label.ts';

const wire = (name: string): Pick<Stage, 'id' | 'name'> => ({ id: name as StageId, name });
/** What `available_stages` of the `status` revision lists. */
const statuses = [
  'leads',
  'invite_sent',
  'accepted',
  'qualifying',
  'qualified',
  'discarded',
  'scheduled',
  'won',
  'lost',
];

describe('a stage is called as in the vendor’s web application', () => {
  test.each([
    [
      'pt-BR',
      'Prospecção · Convite · Em andamento · Qualificação · Qualificado · Descartado · Agendado · Ganho · Perdido',
    ],
    [
      'en',
      'Prospecting · Invite · In Progress · Qualifying · Qualified · Discarded · Scheduled · Won · Lost',
    ],
    [
      'es',
      'Prospección · Invitación · En progreso · Calificación · Calificado · Descartado · Agendado · Ganado · Perdido',
    ],
  ] as const)('in %s', (language, labels) =>
    expect(statuses.map(name => stageLabel(language, wire(name))).join(' · ')).toBe(labels),
  );

  test.each(languages)('in %s no two stages of a pipeline are called alike', language => {
    for (const names of [documentedStages, statuses]) {
      expect(new Set(names.map(name => stageLabel(language, wire(name)))).size).toBe(names.length);
    }
  });
});

describe('a stage that was given its name at the server keeps it', () => {
  test.each(['Proposta enviada', 'Won', ' won', 'constructor', '__proto__'])('%s', name =>
    expect(stageLabel('pt-BR', wire(name))).toBe(name),
  );

  test('a name that another revision has on the wire is no label where stages have ids', () =>
    expect(stageLabel('pt-BR', { id: '5a9e' as StageId, name: 'leads' })).toBe('leads'));
});

test('a stage is named by its label in any language and by the wire’s word', () => {
  expect(stageNames('accepted')).toEqual(['accepted', 'em andamento', 'in progress', 'en progreso']);
  expect(stageNames('invite_sent')).toContain('invite sent');
  expect(stageNames('Proposta')).toEqual(['proposta', 'proposal', 'propuesta']);
  expect(stageNames('Reunião marcada')).toEqual(['reuniao marcada']);
});
