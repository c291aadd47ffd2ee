import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isMeasured } from '../../src/model/measures/measure.ts'
import { firstTrial, folderWith } from '../container-job.ts'
import { etlCompare } from '../etl-compare.ts'
import { FORGED } from './forged.ts'
import { OPEN_OUTPUT, openWalls } from './open-output.ts'
import { fault, unless } from './tally.ts'

const process = (script: string, more = '') => `{ run: [sh, -c, ${JSON.stringify(script)}]${more} }`
const COPY = 'cp "$ETL_INPUT" "$ETL_OUTPUT/orders.csv"'

fault("walls around a process's output", 1, async () => {
  await using folder = await folderWith({ base: process(COPY), other: process(OPEN_OUTPUT) })
  return await openWalls(folder.path, 'other', etlCompare(['run', '--keep-outputs'], folder.path))
})

/** What an engine may do to the figures of its meter, and then kill it, with its keeper or without. */
const FORGERIES: [what: string, script: string][] = [
  ['a file beside its log', 'echo "$F" > $ETL_OUTPUT/../result.json; echo "$F" > result.json; kill -9 $PPID'],
  ['its own open files', 'for n in 3 4 5 6 7 8 9; do echo "$F" >&$n; done 2>/dev/null; kill -9 $PPID'],
  [
    'its meter’s pipes',
    'for f in /proc/$PPID/fd/*; do [ -p $f ] && printf "\\n$F" > $f; done; kill -9 $PPID',
  ],
  [
    'its meter’s files',
    'for f in /proc/$PPID/fd/*; do [ -f $f ] && printf "\\n$F" > $f; done; kill -9 $PPID',
  ],
  [
    'its keeper’s pipes',
    'K=$(sed "s/.*) . //; s/ .*//" /proc/$PPID/stat); for f in /proc/$K/fd/*; do [ -p $f ] && printf "\\n$F" > $f; done; kill -9 $PPID $K',
  ],
]

fault('processes that forge their measures and kill their meter', 1, async () => {
  const engines = FORGERIES.map(([, script], index) => [
    `e${index}`,
    process(`trap '' PIPE; F='${FORGED}'; ${COPY}; ${script}; sleep 0.2`),
  ])
  await using folder = await folderWith({ base: process(COPY), ...Object.fromEntries(engines) })
  await etlCompare(['run'], folder.path)
  const faults = FORGERIES.map(async ([what], index) => {
    const { outcome, measures } = await firstTrial(folder.path, `e${index}`)
    const cpu = JSON.stringify(measures.cpuSeconds)
    return unless([outcome === 'failed' && !isMeasured(measures.cpuSeconds), `${what}: ${outcome}, ${cpu}`])
  })
  return { of: FORGERIES.length, faults: (await Promise.all(faults)).flat() }
})

const SECRET = 'hunter2-of-the-suite'

fault('secrets of an engine in what a run leaves', 1, async () => {
  const engine = process(COPY, `, env: { PASSWORD: ${SECRET} }`)
  await using folder = await folderWith({ base: engine, other: engine })
  const env = { ETL_COMPARE_CACHE: join(folder.path, 'cache'), TMPDIR: folder.path }
  const ran = await etlCompare(['run', '--ledger', 'ledger', '--json'], folder.path, env)
  const judged = await etlCompare(['judge', '--ledger', 'ledger', '--json'], folder.path, env)
  const entries = await readdir(folder.path, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && entry.name !== 'etl-compare.yml')
  const texts = await Promise.all(
    files.map(async ({ parentPath, name }) => [name, await readFile(join(parentPath, name), 'latin1')]),
  )
  const printed = [ran, judged].map(({ stdout, stderr }) => ['what is printed', stdout + stderr])
  const told = [...texts, ...printed].filter(([, text]) => text?.includes(SECRET)).map(([name = '']) => name)
  return {
    of: texts.length + printed.length,
    faults: [...unless([ran.code === 0, `exits with ${ran.code}: ${ran.stderr}`]), ...told],
  }
})
