import { moneyRange } from '../../pricing/money.ts'
import type { CandidateStanding } from '../../report/model/overview.ts'
import type { Judged } from '../../verdict/verdict.ts'
import { leftName } from './move.ts'
import { rangeText, ratioText, timesText } from './numbers.ts'

interface Ready {
  name: string
  verdict: Judged
  ratio: CandidateStanding['ratio']
}

/** Where one that keeps Spark, or the program, can take over and a port can, too: what the port has beyond that. */
export function smallerStepText(candidates: readonly CandidateStanding[]): string[] {
  const ready = candidates
    .flatMap(({ engine: { name }, verdict, ratio }): Ready[] =>
      verdict.decision === 'retire' ? [{ name, verdict, ratio }] : [],
    )
    .toSorted((a, b) => timeOf(a) - timeOf(b))
  const keeping = (what: Judged['move']['keeps']) => ready.find(({ verdict }) => verdict.move.keeps === what)
  const [step, port] = [keeping('spark') ?? keeping('code'), keeping('nothing')]
  if (!step || !port) return []
  const stays = step.verdict.move.keeps === 'spark' ? 'Spark stays' : 'the program stays'
  return [`The smaller step is ${step.name}: ${stays}. ${beyondText(step, port)}.`]
}

const timeOf = ({ ratio }: Ready): number => ratio?.value ?? Number.MAX_VALUE

function beyondText(step: Ready, port: Ready): string {
  const isFaster = (port.ratio?.interval?.upper ?? Infinity) < (step.ratio?.interval?.lower ?? 0)
  const times = `${port.name} takes ${ratioOf(port)} ${leftName(step.verdict)}’s time, ${step.name} ${ratioOf(step)}`
  return `A port to ${port.name} ${isFaster ? 'is faster still' : 'is not provably faster'}: ${times}${moneyText(step, port)}`
}

function ratioOf({ ratio }: Ready): string {
  if (!ratio) return 'an unknown share of'
  return `${timesText(ratio.value)}${ratio.interval ? ` (${rangeText(ratio.interval, (end) => ratioText(end))})` : ''}`
}

/** Nothing where either has no bill of a year. */
function moneyText(step: Ready, port: Ready): string {
  const [ofStep, ofPort] = [step, port].map(({ verdict }) => verdict.money.year.value)
  if (!ofStep || !ofPort || ofStep.currency !== ofPort.currency) return ''
  const range = ({ saved, currency }: typeof ofStep) => moneyRange(saved.lower, saved.upper, currency)
  return `. A year, ${port.name} saves ${range(ofPort)}, ${step.name} ${range(ofStep)}`
}
