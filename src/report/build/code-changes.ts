import type { Trial } from '../../model/record/schema.ts'
import type { CodeChange } from '../model/code-change.ts'
import type { TrialBar } from '../model/comparison.ts'

/** What a trial says of how it ran. */
export type RanWith = Pick<TrialBar, 'behaviour' | 'runner' | 'versions' | 'settings' | 'imageDigests'>

/** Of several steps, the later's where both say something. */
export function ranWith({ behaviour, runner, steps }: Trial): RanWith {
  const told = steps.flatMap(({ settings }) => (settings ? [settings] : []))
  return {
    behaviour,
    runner,
    versions: Object.assign({}, ...steps.map(({ versions }) => versions)),
    settings: told.length > 0 ? Object.assign({}, ...told) : null,
    imageDigests: [...new Set(steps.flatMap(({ imageDigest }) => imageDigest ?? []))],
  }
}

/** A user's project may have hundreds of packages. */
const MOST_CHANGES = 20

/**
 * How new code is another than the code before: by versions and settings where both said theirs, by runner and image; by
 * its hash alone where that is all the same. Nothing where it is the same code.
 */
export function codeChanges(side: CodeChange['side'], before: RanWith, after: RanWith): CodeChange[] {
  if (before.behaviour === after.behaviour) return []
  const changes = [
    ...changesIn('version', before.versions, after.versions),
    ...changesIn('setting', before.settings ?? {}, after.settings ?? {}),
    ...changesIn('runner', { runner: before.runner }, { runner: after.runner }),
    ...changesIn('image', imageOf(before), imageOf(after)),
  ].map((change) => ({ side, ...change }))
  const code = { side, what: 'code', name: null, from: before.behaviour, to: after.behaviour } as const
  return changes.length > 0 ? changes.slice(0, MOST_CHANGES) : [code]
}

const imageOf = ({ imageDigests }: RanWith): Record<string, string> =>
  imageDigests.length > 0 ? { image: imageDigests.join(' ') } : {}

/** None where a side says nothing at all: then nobody knows what changed. */
function changesIn(
  what: CodeChange['what'],
  before: Record<string, string>,
  after: Record<string, string>,
): Omit<CodeChange, 'side'>[] {
  const [then, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  if (then.size === 0 || now.size === 0) return []
  return [...new Set([...then.keys(), ...now.keys()])]
    .filter((name) => then.get(name) !== now.get(name))
    .map((name) => ({
      what,
      name: what === 'version' || what === 'setting' ? name : null,
      from: then.get(name) ?? null,
      to: now.get(name) ?? null,
    }))
}
