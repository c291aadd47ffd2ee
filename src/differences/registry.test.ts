import { describe, expect, it } from 'vitest'
import { TARGETS } from './entry.ts'
import { isSame, MEASURED, outcomeOf, portOf, standingOf } from './outcome.ts'
import { ENTRIES } from './registry.ts'

const TRIGGER = /^(?:function|method|cast|operator|read|write|mode|option|clause|setting|name):\S+$/

describe('the catalogue', () => {
  it('has an id of its own for every entry', () => {
    const ids = ENTRIES.map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index || !/^[a-z0-9-]+$/.test(id))).toEqual([])
  })

  it('says what meets each entry, in words that the reader of programs uses', () => {
    const odd = ENTRIES.filter(
      ({ triggers }) => triggers.length === 0 || triggers.some((trigger) => !TRIGGER.test(trigger)),
    )
    expect(odd.map(({ id }) => id)).toEqual([])
  })

  it('advises only code that was seen to return what Spark returns', () => {
    const wrong = ENTRIES.flatMap((entry) =>
      TARGETS.filter(
        (target) =>
          portOf(entry, target)?.agrees !== undefined &&
          !isSame(outcomeOf(entry, 'spark'), outcomeOf(entry, `${target}-agrees`)),
      ).map((target) => `${entry.id}: ${target}`),
    )
    expect(wrong).toEqual([])
  })

  it('says what to write or decide wherever a plain translation differs', () => {
    const silent = ENTRIES.flatMap((entry) =>
      TARGETS.filter(
        (target) =>
          ['same-if', 'differ'].includes(standingOf(entry, target)) && !portOf(entry, target)?.write,
      ).map((target) => `${entry.id}: ${target}`),
    )
    expect(silent).toEqual([])
  })

  it('has no probe of Spark that raises by mistake', () => {
    const raised = ENTRIES.flatMap((entry) => {
      const outcome = MEASURED.outcomes[`${entry.id}.spark`]?.outcome
      return outcome && 'error' in outcome ? [`${entry.id}: ${outcome.error}`] : []
    })
    // What Spark itself lacks: names of platforms and packages, and pandas of a version that it can't use
    const lacking = ['platform-tools', 'packages-of-the-jvm', 'pandas-on-spark'].map((id) => `${id}: `)
    const others = raised.filter((text) => !lacking.some((begin) => text.startsWith(begin)))
    expect(others.filter((text) => /PARSE_SYNTAX|UNRESOLVED|Error$/.test(text))).toEqual([])
  })
})
