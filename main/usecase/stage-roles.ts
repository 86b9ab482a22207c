import * as v from 'valibot';
import { type Pipeline, type StageRole, stageRoles } from '../contract/model.ts';
import { parseJson } from '../contract/parse.ts';
import { roleOf } from '../contract/stages/name.ts';
import type { StageKey } from '../store/opportunities/packed.ts';

/** Stages whose role is not the one of their names, by their rows or by the user's word. */
export type StageRoles = ReadonlyMap<string, StageRole>;

const keyOf = ({ pipeline, stage }: StageKey): string => JSON.stringify([pipeline, stage]);

export function rolesOf(pipelines: readonly Pipeline[]): StageRoles {
  const others = pipelines.flatMap(({ id, stages }) =>
    stages
      .filter(({ name, role }) => role !== roleOf(name))
      .map(stage => [keyOf({ pipeline: id, stage: stage.id }), stage.role] as const),
  );
  return new Map(others);
}

/** The role of a stage; by its `name` where nothing else is known. */
export function roleIn(roles: StageRoles, at: StageKey, name: string): StageRole {
  return (roles.size === 0 ? undefined : roles.get(keyOf(at))) ?? roleOf(name);
}

/** Whether the two maps give a stage different roles. */
export function differ(one: StageRoles, other: StageRoles): (at: StageKey) => boolean {
  const keys = [...new Set([...one.keys(), ...other.keys()])].filter(key => one.get(key) !== other.get(key));
  const changed = new Set(keys);
  return at => changed.size > 0 && changed.has(keyOf(at));
}

export const isSame = (one: StageRoles, other: StageRoles): boolean =>
  one.size === other.size && [...one].every(([key, role]) => other.get(key) === role);

const saved = v.array(v.tuple([v.string(), v.picklist(stageRoles)]));

export const bytesOfRoles = (roles: StageRoles): Uint8Array =>
  new TextEncoder().encode(JSON.stringify([...roles]));

/** Null when `bytesOfRoles` did not make these bytes. */
export function readRoles(bytes: Uint8Array | undefined): StageRoles | null {
  const read = bytes === undefined ? null : parseJson(saved, new TextDecoder().decode(bytes));
  return read?.ok ? new Map(read.value) : null;
}
