import { expect, it } from 'vitest'
import { probeAll } from '../scripts/differences/probe-all.ts'
import { MEASURED } from '../src/differences/outcome.ts'
import { QUICK_JVM } from './etl-compare.ts'

/** Hundreds of probes on each of five engines take five minutes where other tests run. */
const TIMEOUT = 900_000

it(
  'the locked engines return what the catalogue of differences says',
  async () => {
    expect(await probeAll({ env: { ...process.env, ...QUICK_JVM } })).toEqual(MEASURED)
  },
  TIMEOUT,
)
