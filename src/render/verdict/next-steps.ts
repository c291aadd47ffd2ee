import { shellWord } from '../../text/shell.ts'
import { counted } from '../../text/text.ts'
import { openGates } from '../../verdict/decision.ts'
import { expectationOf } from '../../verdict/expectation.ts'
import type { GateName, Judged, Verdict } from '../../verdict/verdict.ts'
import { diffCommand, type Invocation } from './diff-command.ts'
import { needsText } from './gates.ts'
import { isOffCluster, keepText } from './move.ts'
import { nothingSteps, runBoth } from './no-evidence.ts'
import { leastDays, listed } from './numbers.ts'
import type { Step } from './step.ts'

/** What to do next, most important first. */
export function nextSteps(verdict: Verdict, invocation: Invocation): Step[] {
  if (verdict.decision === 'nothing') return nothingSteps(verdict, invocation)
  const { decision, basis, gates, subject } = verdict
  if (decision === 'retire')
    return sentences([
      `Put ${subject.candidate} into production. Keep ${isOffCluster(verdict) ? 'the job on the cluster' : `the ${subject.baseline} job`} ready to run again, in case a problem appears later.`,
    ])
  const isLate = basis === 'undecided' || expectationOf(verdict)?.what === 'late'
  const steps = [
    ...bothFailed(verdict, invocation),
    ...sentences(isLate ? longer(verdict) : []),
    ...lookAt(verdict, invocation),
    ...sentences([
      ...work(verdict),
      ...waiting(verdict),
      ...(gates.speed.state === 'not yet' ? averaging(verdict) : []),
      ...(isLate ? wider(verdict) : []),
    ]),
  ]
  const isOver = decision === 'keep' && steps.length === 0
  return isOver
    ? sentences([`${keepText(verdict)}. Measure again when ${subject.candidate} has new code.`])
    : steps
}

/** Before anything is waited for. */
function bothFailed(
  { epoch: { bothFailed: failed }, subject: { job } }: Judged,
  invocation: Invocation,
): Step[] {
  if (!failed) return []
  return [
    {
      text: 'Read the logs of the last run. Fix what made both engines fail, such as the input or the machine. Then run both again:',
      command: runBoth(job, invocation, `--partition ${shellWord(failed.partition)}`),
    },
  ]
}

const sentences = (texts: readonly string[]): Step[] => texts.map((text) => ({ text }))

/** What more days than the window has would bring. */
function longer({ basis, gates: { speed } }: Judged): string[] {
  const least = speed.open === 'spread' ? (speed.needs?.least ?? null) : null
  if (least === null && basis !== 'undecided') return []
  const needed =
    least === null ? '' : `At the current spread, speed needs ${leastDays(least)} to be decided. `
  return [`${needed}To measure longer, set window: { most, within } in the policy.`]
}

/** Where comparing the outputs themselves says more. */
function lookAt({ gates: { parity }, subject }: Judged, invocation: Invocation): Step[] {
  const vague = parity.differences.find(({ isVague }) => isVague)?.partition
  const partition = vague ?? (parity.uncompared?.closes === 'diff' ? parity.uncompared.partition : undefined)
  return partition === undefined
    ? []
    : [{ text: 'To see what differs:', command: diffCommand(subject, partition, invocation) }]
}

/** What no number of days brings. */
function work(verdict: Judged): string[] {
  const { gates, subject } = verdict
  const names = (Object.keys(gates) as GateName[]).filter(
    (name) => gates[name].deciding && gates[name].state !== 'pass' && gates[name].needs === null,
  )
  return names.flatMap((name) => {
    if (name === 'failures' && gates.failures.state === 'fail')
      return [`Fix the failures of ${subject.candidate}. New code starts a new count.`]
    const needs = needsText(verdict, name)
    return needs === null ? [] : [`${name} needs ${needs}.`]
  })
}

/** A decision waits for nothing, and of days that will not be enough `longer` has said what they are. */
function waiting(verdict: Judged): string[] {
  const { decision, gates, subject, epoch } = verdict
  const names = openGates(gates).filter((name) => gates[name].needs !== null)
  if (decision === 'keep' || epoch.bothFailed || names.length === 0) return []
  const expected = expectationOf(verdict)
  if (expected?.what !== 'late')
    return [`Keep measuring: ${listed(names)} ${names.length === 1 ? 'needs' : 'need'} more days.`]
  const { candidateAlone: alone } = gates.failures
  if (names.includes('failures') && alone > 0)
    return [
      `Find out why ${subject.candidate} fails: the ${counted(expected.left, 'day')} left will probably not be enough with this code.`,
    ]
  return longer(verdict).length > 0
    ? []
    : [
        `The ${counted(expected.left, 'day')} left will probably not be enough. To measure longer, set window: { most, within } in the policy.`,
      ]
}

/** A limit that so much slower a candidate would need is no longer a question of margins. */
const MOST_MARGIN = 2

/** Another margin is no further test, since the same interval answers it; one that is chosen to pass proves nothing. */
function wider({ gates: { speed }, epoch: { frame } }: Judged): string[] {
  const ratio = speed.bounds.find(({ what, state }) => what === 'ratio' && state === 'not yet')
  if (speed.open !== 'spread' || !ratio?.interval || ratio.interval.upper > MOST_MARGIN) return []
  return [
    `If ${frame.judged === 'p95' ? 'answers' : 'the job'} may take longer than the limit of ${ratio.asked}×, set margins: { ${frame.judged} } in the policy. Choose a margin from what the job needs, not from these figures.`,
  ]
}

/** Averaging neighbours removes most of their dependence, from the next epoch on: this one keeps what it began with. */
function averaging({ gates: { speed }, epoch: { policy } }: Judged): string[] {
  const { n, autocorrelation } = speed
  const isSeen = autocorrelation !== null && autocorrelation + 1 / n > 2 / Math.sqrt(n)
  if (!isSeen || policy.averageDays !== 1) return []
  return [
    `Neighbouring days are alike (autocorrelation ${autocorrelation.toFixed(2)}). This widens the interval and makes wrong verdicts more likely. averageDays: 2 in the policy makes them rarer from the next epoch on. It takes more days, not fewer.`,
  ]
}
