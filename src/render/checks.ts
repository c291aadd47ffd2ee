import { checksOf, type EngineCheck } from '../checks/of-trials.ts'
import type { Trial } from '../model/record/schema.ts'
import { counted } from '../text/text.ts'
import { STATE_SIGNS } from './state-signs.ts'

/** A state as an icon, a word for it, and a sentence. */
interface CheckWord {
  state: 'pass' | 'fail' | 'not yet'
  word: string
  text: string
}

/** More are counted. */
const MOST_NAMED = 10

/** How checks of tables came out: those that failed, those that nobody knows, and how many passed; nothing without any. */
export function checkWords(checks: readonly EngineCheck[]): CheckWord[] {
  if (checks.length === 0) return []
  const open = [
    ...checks.filter(({ passes }) => passes === false),
    ...checks.filter(({ passes }) => passes === null),
  ]
  if (open.length === 0) return [{ state: 'pass', word: 'Checks:', text: `all ${checks.length} passed.` }]
  const more = open.length - MOST_NAMED
  return [
    ...open.slice(0, MOST_NAMED).map(openWord),
    ...(more > 0
      ? [{ state: 'fail' as const, word: 'More:', text: `${counted(more, 'check')} did not pass.` }]
      : []),
  ]
}

const openWord = ({ passes, engine, table, check, detail }: EngineCheck): CheckWord => ({
  ...(passes === false
    ? { state: 'fail' as const, word: 'Check failed:' }
    : { state: 'not yet' as const, word: 'Check not known:' }),
  text: `${engine}, ${table}, ${check}: ${detail}.`,
})

/** The same of trials, for a terminal. */
export const checkLines = (trials: readonly Trial[]): string[] =>
  checkWords(checksOf(trials)).map(({ state, word, text }) => `${STATE_SIGNS[state]} ${word} ${text}`)

/** `passed`, `failed` or `not known`. */
export const checkStateText = ({ passes }: EngineCheck): string =>
  passes === null ? 'not known' : passes ? 'passed' : 'failed'
