import { expect, it } from 'vitest'
import { DROP_INS } from '../differences/entry.ts'
import { standingOf } from '../differences/outcome.ts'
import { ENTRIES } from '../differences/registry.ts'
import { portCheckJson } from './port-check.ts'

it.each(DROP_INS)('of %s, nothing is said about engines that it has nothing to do with', (target) => {
  const met = ENTRIES.map((entry) => {
    const standing = standingOf(entry, target)
    return { entry, standing, lacks: null, kind: target, places: [] }
  })
  const { differences } = portCheckJson({ target, met, unknown: [] })
  const said = differences
    .filter(({ standing }) => standing !== 'same')
    .map(({ what, write }) => [what, write ?? ''].join(' ').replaceAll('DuckDB’s Spark API', ''))
  expect(said.length).toBeGreaterThan(50)
  const others = target === 'sail' ? /DuckDB|Polars/ : /Polars/
  expect(said.filter((text) => others.test(text))).toEqual([])
})
