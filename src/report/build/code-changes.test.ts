import { describe, expect, it } from 'vitest'
import { codeChanges, type RanWith } from './code-changes.ts'

const BEFORE: RanWith = {
  behaviour: 'a',
  runner: 'process',
  versions: { polars: '2.0', pyarrow: '26' },
  settings: { threads: '2' },
  imageDigests: ['sha256:1'],
}
const changed = (after: Partial<RanWith>, before = BEFORE) =>
  codeChanges('candidate', before, { ...BEFORE, behaviour: 'b', ...after }).map(
    ({ what, name, from, to }) => [what, name, from, to],
  )

describe('what new code changed', () => {
  it.each<[string, Partial<RanWith>, unknown[]]>([
    ['a version', { versions: { polars: '2.1', pyarrow: '26' } }, ['version', 'polars', '2.0', '2.1']],
    ['a package that is new', { versions: { ...BEFORE.versions, x: '1' } }, ['version', 'x', null, '1']],
    ['a package that is gone', { versions: { polars: '2.0' } }, ['version', 'pyarrow', '26', null]],
    ['a setting', { settings: { threads: '4' } }, ['setting', 'threads', '2', '4']],
    ['the runner', { runner: 'docker' }, ['runner', null, 'process', 'docker']],
    ['the image', { imageDigests: ['sha256:2'] }, ['image', null, 'sha256:1', 'sha256:2']],
    ['nothing that a trial says', {}, ['code', null, 'a', 'b']],
  ])('is %s', (_, after, change) => expect(changed(after)).toEqual([change]))

  it('is not guessed from what one side does not say', () => {
    expect(changed({ versions: {}, settings: null, imageDigests: [] })).toEqual([['code', null, 'a', 'b']])
  })

  it('is nothing of the same code, whatever was rebuilt', () =>
    expect(codeChanges('baseline', BEFORE, { ...BEFORE, imageDigests: ['sha256:2'] })).toEqual([]))

  it('takes names that objects have of their own for names', () =>
    expect(changed({ versions: { ...BEFORE.versions, constructor: '1' } })).toEqual([
      ['version', 'constructor', null, '1'],
    ]))
})
