/**
 * How often the statistics are wrong, and how soon they are right, in histories of which the truth is known. Seeded: the
 * same figures on every machine. docs/statistics.md shows them and says what they mean.
 *
 * Usage: bench/statistics.ts [REPLICATIONS]; default: 8000
 */
import { seededNoise } from '../tests/seeded-noise.ts'
import { clocks } from './statistics/clocks.ts'
import { crossoverCoverage, growthCoverage, serialCoverage } from './statistics/coverage.ts'
import { daysNeeded } from './statistics/days-needed.ts'
import { falseAlarms, falseAlarmsLater } from './statistics/false-alarms.ts'
import { family } from './statistics/family.ts'
import { faultHistories } from './statistics/fault-histories.ts'
import { manyTests } from './statistics/many-tests.ts'
import { meanBillCoverage } from './statistics/mean-bills.ts'
import { memory } from './statistics/memory.ts'
import { mixture } from './statistics/mixture.ts'
import { power } from './statistics/power.ts'
import { ALPHA, LEVEL } from './statistics/rules.ts'
import { printTable } from './statistics/table.ts'
import { width } from './statistics/width.ts'

const replications = Number(process.argv[2] ?? 8000)
/** Of what takes longer or needs fewer. */
const fewer = Math.ceil(replications / 4)
/** Each table has its own, so that none changes with another. */
const noise = () => seededNoise(20_261_121)

const begun = performance.now()
console.log(
  `${replications} histories a cell of the first two tables, of epochs and of widths; of all others ${fewer};`,
)
console.log(`α = ${ALPHA}, one candidate in its first epoch (α' = ${LEVEL}) where nothing else is said.`)
falseAlarms(noise(), replications).forEach(printTable)
falseAlarmsLater(noise(), fewer).forEach(printTable)
printTable(family(noise(), replications))
printTable(manyTests(noise(), fewer))
printTable(clocks(noise(), fewer))
printTable(faultHistories(noise(), Math.ceil(replications / 20)))
printTable(width(noise(), replications))
printTable(mixture(noise(), fewer))
for (const rho of [0, 0.3]) printTable(power(noise(), fewer, rho))
printTable(daysNeeded(noise(), fewer))
printTable(memory(noise(), fewer))
printTable(growthCoverage(noise(), Math.ceil(replications / 16)))
printTable(crossoverCoverage(noise(), fewer))
printTable(serialCoverage(noise(), fewer))
printTable(meanBillCoverage(noise(), fewer))
console.log(`\n${((performance.now() - begun) / 1000).toFixed(0)} s`)
