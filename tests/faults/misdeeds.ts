import { sleepyJob } from './sleepy-job.ts'
import { type Outcome, unless } from './tally.ts'

/** What an engine may do to its trial besides its work, and how the trial ends then, as a process and in a container. */
const MISDEEDS: [what: string, script: string, process: string, docker: string][] = [
  ['a FIFO in the place of its stages', 'rm $ETL_STAGES; mkfifo $ETL_STAGES', 'ok', 'failed'],
  ['a FIFO in the place of its log', 'rm $ETL_OUTPUT/../log.txt; mkfifo $ETL_OUTPUT/../log.txt', 'ok', 'ok'],
  ['a FIFO as its table', 'rm $ETL_OUTPUT/t.csv; mkfifo $ETL_OUTPUT/t.csv', 'failed', 'failed'],
  ['a device behind its stages', 'rm $ETL_STAGES; ln -s /dev/zero $ETL_STAGES', 'ok', 'failed'],
  ['a link to a file of the machine', 'ln -sf /etc/passwd $ETL_OUTPUT/t.csv', 'failed', 'failed'],
  ['its output replaced by a link', 'rm -r $ETL_OUTPUT; ln -s /etc $ETL_OUTPUT', 'failed', 'failed'],
  ['its output removed', 'rm -r $ETL_OUTPUT', 'failed', 'failed'],
  ['its output locked', 'chmod 000 $ETL_OUTPUT', 'ok', 'ok'],
  ['links in a circle', 'ln -s . $ETL_OUTPUT/t; rm $ETL_OUTPUT/t.csv', 'failed', 'failed'],
  ['a folder of 500 levels', 'cd $ETL_OUTPUT; for i in $(seq 500); do mkdir d; cd d; done', 'ok', 'ok'],
  ['a table that is no Parquet', 'cd $ETL_OUTPUT; rm t.csv; echo x > t.parquet', 'failed', 'failed'],
  ['names that steer a terminal', 'touch "$ETL_OUTPUT/$(printf "\\033[2J\\n")"', 'ok', 'ok'],
  ['a log of control characters', 'printf "\\033[2J\\033]0;x\\007"; exit 1', 'failed', 'failed'],
  ['a daemon that outlives it', 'setsid sleep 77.25 &', 'failed', 'ok'],
  ['its process group killed', 'kill -9 0', 'failed', 'failed'],
  ['what started it killed', 'kill -9 $PPID; sleep 0.1', 'failed', 'ok'],
  ['itself stopped for a moment', '(sleep 0.5; kill -CONT $$) & kill -STOP $$', 'ok', 'ok'],
]

/** One run of them all beside a good engine. */
export async function misbehave(runner: 'process' | 'docker', given: Parameters<typeof sleepyJob>[0] = {}) {
  const misdeeds = Object.fromEntries(MISDEEDS.map(([, script], index) => [`e${index}`, script]))
  await using job = await sleepyJob({ ...given, misdeeds })
  const { code, stdout, stderr } = await job.call(['run', '--ledger', 'ledger'])
  const [printed, trials] = [stdout + stderr, await job.trials()]
  const outcome: Outcome = {
    of: MISDEEDS.length,
    faults: [
      ...unless(
        [code === 1, `exits with ${code}: ${printed}`],
        [trials.filter((trial) => trial === 'a ok').length === 2, `a good engine is not kept: ${trials}`],
        [!/(?!\n)\p{Cc}/u.test(printed), 'control characters are printed'],
        [await job.isLedgerSound(), 'the ledger is broken'],
      ),
      ...MISDEEDS.flatMap(([what, , ...outcomes], index) => {
        const expected = `e${index} ${outcomes[runner === 'process' ? 0 : 1]}`
        return unless([trials.includes(expected), `${what}: no ${expected} in ${trials}: ${printed}`])
      }),
    ],
    leftBehind: await job.leftBehind(),
  }
  return outcome
}
