import { createHash } from 'node:crypto'
import type { Engine, Limits } from '../model/config/model.ts'

/** Where an engine's code lies. */
export interface Code {
  /** Hash of each file that the tool can see, by path. */
  sources: Record<string, string>
  /** Digests of images whose sources it can't see. */
  images: string[]
}

/**
 * Hash of all that decides how an engine behaves: a change of it begins a new epoch. Tables, policy, sizes and
 * other engines are never part of it. Values of environment variables enter only through the hash.
 */
export function behaviourHash(
  engine: Engine,
  runner: string,
  limits: Limits,
  { sources, images }: Code,
): string {
  const { setup, teardown, maintenance, version } = engine
  const steps = engine.steps.map(({ name, command, env, place: { cluster } }) => ({
    name,
    command,
    env,
    cluster,
  }))
  const visible = { steps, setup, teardown, maintenance, version, runner, limits, sources, images }
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
