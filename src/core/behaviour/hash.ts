import { createHash } from 'node:crypto'
import type { Engine, Limits } from '../config/model.ts'

/**
 * Hash of all that decides how an engine behaves: a change of it begins a new epoch. Tables, policy, sizes and
 * other engines are never part of it. Values of environment variables enter only through the hash.
 *
 * @param sources files of the engine by path; empty for code that the tool cannot see
 */
export function behaviourHash(
  engine: Engine,
  runner: string,
  limits: Limits,
  sources: Record<string, string>,
): string {
  const { steps, setup, teardown, version } = engine
  const visible = { steps, setup, teardown, version, runner, limits, sources }
  return createHash('sha256').update(canonicalJson(visible)).digest('hex')
}

/** JSON with sorted keys, so that the order of writing doesn't matter. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, nested: unknown) =>
    nested && typeof nested === 'object' && !Array.isArray(nested)
      ? Object.fromEntries(Object.entries(nested).sort(([a], [b]) => (a < b ? -1 : 1)))
      : nested,
  )
}
