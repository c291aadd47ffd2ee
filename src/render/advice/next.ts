import type { Advice } from '../../advice/advise.ts'
import type { AdviceContext } from '../../advice/context.ts'
import { shellWord } from '../../text/shell.ts'
import { givenOptions, type Invocation } from '../verdict/diff-command.ts'
import type { Step } from '../verdict/step.ts'

const OWN_LEDGER = 'ledger'

/** What the weightiest factor needs to know first. */
const FIRST: Record<Advice['weightiest']['name'], string> = {
  'data volume': 'peak memory at the size of your largest run',
  'performance requirements': 'the total time at the size of a usual run',
  'processing frequency': 'the total time of a run, with its start-up',
  infrastructure: 'whether one node delivers the same data, and in which time',
  'team expertise': 'whether the outputs are equal: how much of a port is left to do',
}

/** Of a platform that runs Spark, as all do that are known by a name. */
const SMALLER_STEP: Step = {
  text: 'The smaller step keeps Spark. Record the same program on one machine:',
  command: "etl-compare record --job JOB --engine spark_local -- spark-submit --master 'local[*]' JOB.py",
}

/** What to measure first, as commands: the first one is the next. */
export function measureFirst(
  { weightiest }: Advice,
  { job, input, baseline }: Pick<AdviceContext, 'job' | 'input' | 'baseline'>,
  { config, ledger }: Invocation,
  hasEvidence: boolean,
): Step[] {
  const what = FIRST[weightiest.name]
  if (job === null || input === null)
    return [
      ...(baseline.kind === null ? [] : [SMALLER_STEP]),
      {
        text: 'See what a port would have to change, without running anything:',
        command: 'etl-compare port-check JOB.py --to duckdb,polars',
      },
      { text: 'Write the job’s entry in etl-compare.yml:', command: 'etl-compare init' },
      { text: `Then measure ${what}:`, command: `etl-compare run --ledger ${OWN_LEDGER}` },
    ]
  if (hasEvidence)
    return [
      {
        text: 'There is evidence, which counts more than advice:',
        command: ['etl-compare judge', shellWord(job), ...givenOptions({ config, ledger })].join(' '),
      },
    ]
  const sized = input === 'fixture' ? { size: 'small' } : { partition: 'DAY' }
  const run = (options: Record<string, string>) =>
    [
      'etl-compare run',
      shellWord(job),
      ...givenOptions({ ...options, config, ledger: ledger ?? OWN_LEDGER }),
    ].join(' ')
  return [
    {
      text: `Measure ${what}${input === 'fixture' ? '' : ' (DAY is that run’s partition)'}:`,
      command: run(sized),
    },
    ...(input === 'fixture' && weightiest.name === 'data volume'
      ? [
          {
            text: 'Then a larger size, to see whether memory grows with it:',
            command: run({ size: 'medium' }),
          },
        ]
      : []),
  ]
}
