import { RUN, sleepyJob } from './sleepy-job.ts'
import { fault, unless } from './tally.ts'

/** What an engine may do to its trial besides its work, and how the trial ends then. */
const ENGINES: [what: string, script: string, outcome: string][] = [
  ['a FIFO in the place of its stages', 'rm $ETL_STAGES; mkfifo $ETL_STAGES', 'ok'],
  ['a FIFO in the place of its log', 'rm $ETL_OUTPUT/../log.txt; mkfifo $ETL_OUTPUT/../log.txt', 'ok'],
  ['a FIFO as its table', 'rm $ETL_OUTPUT/t.csv; mkfifo $ETL_OUTPUT/t.csv', 'failed'],
  ['a device behind its stages', 'rm $ETL_STAGES; ln -s /dev/zero $ETL_STAGES', 'ok'],
  ['a link to a file of the machine', 'ln -sf /etc/passwd $ETL_OUTPUT/t.csv', 'failed'],
  ['its output replaced by a link', 'rm -r $ETL_OUTPUT; ln -s /etc $ETL_OUTPUT', 'failed'],
  ['its output removed', 'rm -r $ETL_OUTPUT', 'failed'],
  ['its output locked', 'chmod 000 $ETL_OUTPUT', 'ok'],
  ['links in a circle', 'ln -s . $ETL_OUTPUT/t; rm $ETL_OUTPUT/t.csv', 'failed'],
  ['a daemon that outlives it', 'setsid sleep 77.25 &', 'failed'],
  ['its process group killed', 'kill -9 0', 'failed'],
  ['control characters', 'printf "\\033[2J\\033]0;x\\007"; exit 1', 'failed'],
  ['itself stopped for a moment', '(sleep 0.5; kill -CONT $$) & kill -STOP $$', 'ok'],
]

/** One run of them all beside a good one; of another round, another run. */
async function runAll() {
  const misdeeds = Object.fromEntries(ENGINES.map(([, script], index) => [`e${index}`, script]))
  await using job = await sleepyJob({ misdeeds })
  const { code, stdout, stderr } = await job.call(RUN)
  return { code, printed: stdout + stderr, trials: await job.trials(), leftBehind: await job.leftBehind() }
}

let ran: ReturnType<typeof runAll>

fault('misbehaving engines, process runner', ENGINES.length, async ({ index }) => {
  const number = index % ENGINES.length
  if (number === 0) ran = runAll()
  const { code, printed, trials, leftBehind } = await ran
  const [what, , outcome] = ENGINES[number] ?? []
  return {
    faults: unless(
      [code === 1, `exits with ${code}: ${printed}`],
      [trials.includes(`e${number} ${outcome}`), `${what}: ${trials}: ${printed}`],
      [trials.filter((trial) => trial === 'a ok').length === 2, `a good engine is not kept: ${trials}`],
      [!/(?!\n)\p{Cc}/u.test(printed), 'control characters are printed'],
    ),
    leftBehind: number === 0 ? leftBehind : [],
  }
})
