/**
 * Rehearses the action in a repository of its own, and writes what happened to docs/action-rehearsal.md: README's workflow
 * on a schedule, the nightly one with GitHub Pages, and a pull request from a fork with its comment.
 *
 * Usage: rehearsal-log.ts
 */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { startGitHub } from '../tests/action/github.ts'
import { ended, examples, JOB, PULL_REQUEST, proposal, repository } from '../tests/action/job.ts'
import { type Happened, rehearse } from '../tests/action/rehearsal.ts'
import { root } from '../tests/etl-compare.ts'

const FILE = join(root, 'docs/action-rehearsal.md')
const SCHEDULE = { schedule: '17 3 * * *', repository }
const OUTPUTS = ['verdict', 'parity', 'winner', 'speedup', 'metrics-artifact-id']

const readme = await readFile(join(root, 'README.md'), 'utf8')
const [, workflow = ''] = /```yaml\n(.*?)```/s.exec(readme) ?? []
await using github = await startGitHub()
await using place = await rehearse({
  ...JOB,
  ...(await examples()),
  '.github/workflows/readme.yml': workflow,
})

const fenced = (text: string, kind = '') => `\`\`\`${kind}\n${text.trim()}\n\`\`\``

/** A workflow at an event: its results and annotations, its outputs, and what it uploaded. */
async function happen(name: string, event: string, payload: object): Promise<string> {
  const before = await uploaded()
  const happened = await place.happen(name, event, payload, { REHEARSED_API: github.url })
  if (happened.code !== 0) throw new Error(`${name} ended with ${happened.code}:\n${happened.log}`)
  const artifacts = (await uploaded()).filter((file) => !before.includes(file))
  const stages = stagesOf(happened)
  return [
    `\`act ${event} -W .github/workflows/${name}\``,
    ...(stages === '' ? [] : [fenced(stages)]),
    ...(happened.outputs.parity ? [`Outputs:\n\n${fenced(outputsOf(happened))}`] : []),
    ...(artifacts.length === 0 ? [] : [`Artifacts:\n\n${fenced(artifacts.join('\n'))}`]),
  ].join('\n\n')
}

const PATHS = /(?:file:\/\/)?\/[\w.@-]+(?:\/[\w.@+-]+)+/g
const SHOWN = /^(?:[✓✕] (?!\*\*)|Kept in|\w[\w ]*: \d+\.\d s$)/

/** Results, annotations and seconds, without this machine's paths. */
function stagesOf({ log }: Happened): string {
  const lines = log.split('\n').map((line) => {
    const [annotation] = /::(?:notice|warning|error) .*/.exec(line) ?? []
    return annotation ?? line.trim().replaceAll(PATHS, '…')
  })
  return lines.filter((line) => /^::(?:notice|warning|error) /.test(line) || SHOWN.test(line)).join('\n')
}

const outputsOf = ({ outputs }: Happened) =>
  OUTPUTS.map((name) => `${name}: ${outputs[name] ?? ''}`).join('\n')

/** Files of the artifacts; of a site, its pages alone. */
async function uploaded(): Promise<string[]> {
  const entries = await readdir(place.artifacts, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(place.artifacts, join(entry.parentPath, entry.name)))
  return files.filter((file) => /\.(?:html|json)$/.test(file)).toSorted()
}

const clear = async () => {
  for (const name of await readdir(place.artifacts))
    await rm(join(place.artifacts, name), { recursive: true })
}

const ofReadme = await happen('readme.yml', 'schedule', SCHEDULE)
await clear()
const ofNightly = await happen('nightly.yml', 'schedule', SCHEDULE)
await clear()
const ofFork = await happen('pull-request.yml', 'pull_request', proposal('forker/jobs'))
github.pulls.push({ number: PULL_REQUEST, head: 'forker:port', sha: 'a'.repeat(40) })
const ofComment = await happen('pull-request-comment.yml', 'workflow_run', ended)
await place.git('fetch', '-q', 'origin', 'etl-compare-data')
const branch = await place.git('log', '--reverse', '--format=%s', 'FETCH_HEAD')

await writeFile(
  FILE,
  `# A rehearsal of the action

What the action does in a repository that has a job of its own and the workflows to copy. \`node scripts/rehearsal-log.ts\`
makes this page again. [act](https://github.com/nektos/act) runs the workflows on the host, with the repository's own copy of
the action. A bare repository is the origin, small local actions stand for GitHub's own (upload, download, cache, Pages), and
GitHub's REST interface is a local server that takes only requests that GitHub's published description allows.
Paths of the machine are shown as …, and of each log only results, annotations and the seconds of stages.

The job, \`etl-compare.yml\`:

${fenced(JOB['etl-compare.yml'], 'yaml')}

## README's workflow, on a schedule

${fenced(workflow, 'yaml')}

${ofReadme}

## The nightly workflow, with GitHub Pages

[nightly.yml](../examples/workflows/nightly.yml), from the measurement to the pages that its second job publishes:

${ofNightly}

After both nights, the branch \`etl-compare-data\` of the origin has these commits:

${fenced(branch)}

## A pull request from a fork

[pull-request.yml](../examples/workflows/pull-request.yml) runs the jobs, and its token may not comment:

${ofFork}

[pull-request-comment.yml](../examples/workflows/pull-request-comment.yml) comments, by the artifact of that run:

${ofComment}

The requests that reached GitHub:

${fenced(github.requests.join('\n'))}

The comment:

${fenced(github.comments.map(({ body }) => body).join('\n'), 'markdown')}
`,
)
