import { formatBytes } from '../../model/units/bytes.ts'
import { describeLimits } from '../../plan/plan.ts'
import type { ComparisonPage } from '../../report/model/comparison.ts'
import { counted } from '../../text/text.ts'
import { clusterTexts } from '../comparison/cluster.ts'
import { type Deployed, modesBeside, modesText } from '../deployment.ts'
import { listed, percentText } from '../verdict/numbers.ts'
import { percentOf, possessive, properName } from './figures.ts'

/** On what it ran, and how far apart an engine's own repeats lie. */
export function conditionsText(page: ComparisonPage): string {
  const { baseline, trials, input, spreads, clusters, judged } = page
  const runners = new Set(trials.map(({ runner }) => runner))
  const bytes = input.bytes > 0 ? `, over ${formatBytes(input.bytes)}` : ''
  const modes = modesText(deployedOf(page))
  const place = runners.has('remote')
    ? `Figures that another platform measured${bytes}.`
    : `${ranText(page)}${bytes}.`
  const known = spreads.flatMap(({ engine, ratio }) =>
    ratio === null ? [] : [`${percentText(ratio - 1)} (${engine.name})`],
  )
  const noise =
    known.length > 0
      ? ` Noise: ${judged === 'p95' ? 'the p95 latency of the slowest repeat was above that of the quickest' : 'the slowest repeat took longer than the quickest'} by ${listed(known)}.`
      : ' Noise is unknown: no engine ran twice.'
  const local = runners.has('remote') ? '' : ' Not a cluster.'
  const ofClusters = clusterTexts(clusters).map((text) => ` ${text}`)
  return `${place}${modes === '' ? local : ` ${modes}.`}${ofClusters.join('')}${noise}${startText(trials, baseline.name)}`
}

const deployedOf = ({ setups }: ComparisonPage): Deployed[] =>
  setups.map(({ engine, deployment }) => ({ name: engine.name, deployment }))

/** What stands beside its engines' names in tables, where one ran on a cluster. */
export const pageModes = (page: ComparisonPage): ReadonlyMap<string, string> => modesBeside(deployedOf(page))

/** `Spark and its candidates ran in containers on one machine with 2 cores`; of a cluster elsewhere, the others. */
function ranText({ baseline, trials, limits, clusters }: ComparisonPage): string {
  const runners = new Set(trials.map(({ runner }) => runner))
  const how = runners.has('docker') ? 'in containers' : runners.has('process') ? 'as processes' : ''
  const place = `${how} on one machine with ${describeLimits(limits)}`
  const elsewhere = clusters.filter(({ isHere }) => !isHere).map(({ engine }) => engine)
  return elsewhere.length === 0
    ? `${properName(baseline.name)} and its candidates ran ${place}`
    : `${listed(elsewhere)} ran on a cluster elsewhere, and all others ${place}`
}

/** How others disturbed the trials, and each engine the most; nothing where nobody is known to have. */
export function disturbanceTexts({ trials }: ComparisonPage): string[] {
  const of = `of ${counted(trials.length, 'trial')}`
  const busy = trials.flatMap(({ engine, disturbance }) =>
    disturbance?.busyPercent == null
      ? []
      : [{ name: engine.name, percent: Math.round(disturbance.busyPercent) }],
  )
  const most = (all: typeof busy) => Math.max(...all.map(({ percent }) => percent))
  const each = [...Map.groupBy(busy, ({ name }) => name)].map(([name, all]) => `${name} ${most(all)} %`)
  const beside = trials.filter(({ disturbance }) => (disturbance?.otherRuns ?? 0) > 0).length
  return [
    ...(busy.length > 0
      ? [`other work used up to ${most(busy)} % of the cores in ${busy.length} ${of} (${each.join(', ')})`]
      : []),
    ...(beside > 0 ? [`another etl-compare process was measuring during ${beside} ${of}`] : []),
  ]
}

/** How much of the baseline's time is start-up, where it is much. */
function startText(trials: ComparisonPage['trials'], baseline: string): string {
  const shares = trials.flatMap(({ engine, startMs, initMs, totalMs, outcome }) =>
    engine.name === baseline && outcome === 'ok' && totalMs && initMs !== null
      ? [((startMs ?? 0) + initMs) / totalMs]
      : [],
  )
  const share = shares.reduce((sum, each) => sum + each, 0) / shares.length
  return share >= 0.05 ? ` ${percentOf(share)} of ${possessive(baseline)} time is start-up.` : ''
}
