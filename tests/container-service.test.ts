import { afterEach, describe, expect, it } from 'vitest'
import type { RunRecord } from '../src/model/record/schema.ts'
import { OURS } from '../src/runners/docker/labels.ts'
import { leftBehind, runInContainers, until } from './container-job.ts'
import { BASE, docker, noDocker, titled } from './docker.ts'
import { type Ended, scratch } from './etl-compare.ts'
import { recordOf } from './record-of.ts'
import { trialOf } from './run-job.ts'

/** A service of orders that does its work in the way that its argument names. */
const PYTHON = `import os, sys, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

way, asked, held = sys.argv[1], 0, []
class Orders(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        global asked
        asked += self.path != "/health"
        if way == "dies" and asked > 6: os._exit(3)
        if way == "leaks": held.append(bytearray(2 << 20))
        body = b'{"amount": 2.50}'
        self.send_response(503 if way == "sick" and self.path == "/health" else 200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_): pass

time.sleep(0.2)
ThreadingHTTPServer((os.environ["HOST"], int(os.environ["PORT"])), Orders).serve_forever()
`

/** The same in an image without Python, which is measured from outside. */
const PERL = `use strict; use IO::Socket::INET;
my ($host, $port) = @ARGV;
my $server = IO::Socket::INET->new(LocalAddr => $host, LocalPort => $port, Listen => 50, ReuseAddr => 1) or die;
while (1) {
  my $client = $server->accept or next;
  while (defined(my $line = <$client>)) {
    next if $line ne "\\r\\n";
    print $client "HTTP/1.1 200 OK\\r\\ncontent-length: 15\\r\\nconnection: close\\r\\n\\r\\n{\\"amount\\": 2.5}";
    last;
  }
  close $client;
}
`

interface Outcome extends Ended {
  record: RunRecord
}

/** What comes of a job whose baseline does all as it should, and whose candidate is this. */
async function run(next: object, { startup = '30s', rate = '30/s', seconds = '2s' } = {}): Promise<Outcome> {
  const config = {
    version: 1,
    limits: { cpus: 1, memory: '512MiB' },
    stacks: { py: { project: '.', image: 'etl-compare/pythonic', mounts: [mountOf('service.py')] } },
    jobs: {
      orders: {
        input: 'input.csv',
        baseline: 'base',
        engines: { base: python('right'), next },
        service: { ready: 'GET /health', requests: 'requests.ndjson', rate, for: seconds, startup },
      },
    },
  }
  await using folder = await scratch({
    'service.py': PYTHON,
    'service.pl': PERL,
    'requests.ndjson': '{"method": "GET", "path": "/orders/1"}\n',
    'input.csv': 'amount\n2.5\n',
    'etl-compare.yml': JSON.stringify(config),
  })
  const ended = await runInContainers(folder.path, '--trials', '2')
  return { ...ended, record: await recordOf(folder.path) }
}

/** What a list of the daemon's has once it has anything. */
async function found<T>(list: () => Promise<T[]>): Promise<T[]> {
  let all: T[] = []
  await until(async () => {
    all = await list()
    return all.length > 0
  })
  return all
}

const mountOf = (file: string) => ({ source: file, target: `/service/${file}` })
const python = (way: string) => ({ stack: 'py', command: ['python', '/service/service.py', way] })

describe.skipIf(noDocker)(titled('a service in a container', noDocker), { timeout: 300_000 }, () => {
  afterEach(async () => {
    expect(await leftBehind()).toEqual([])
  })

  it('is reached by its address on a network without a way out, and measured as any container', async () => {
    const running = run(python('as well'))
    const networks = await found(() => docker.listNetworks({ filters: OURS }))
    expect(networks).toMatchObject([{ Internal: true }])
    const containers = await found(() => docker.listContainers({ filters: OURS }))
    expect(containers).toMatchObject([{ Ports: [] }])
    const { code, stdout, stderr, record } = await running
    expect(code, stderr).toBe(0)
    expect(record.judged).toBe('p95')
    const { outcome, runner, measures, service, limitsEnforced } = trialOf(record, 'next')
    expect({ outcome, runner, limitsEnforced }).toEqual({
      outcome: 'ok',
      runner: 'docker',
      limitsEnforced: true,
    })
    expect(service).toMatchObject({ due: 60, answered: 60, errors: {}, isEndedInTime: true })
    expect(measures.coldStartMs).toBeGreaterThan(200)
    for (const name of ['startMs', 'p95Ms'] as const) expect(measures[name], name).toBeGreaterThan(0)
    for (const name of ['idleBytes', 'loadBytes'] as const)
      expect(measures[name], name).toBeGreaterThan(2 ** 20)
    expect(stdout).toMatch(/^Container start +\d/m)
  })

  it('of an image without Python is measured from outside', async () => {
    const command = ['perl', '/service/service.pl', '{host}', '{port}']
    const { code, stderr, record } = await run({ image: BASE, command, mounts: [mountOf('service.pl')] })
    expect(code, stderr).toBe(0)
    expect(record.parity.outcome).toBe('exact')
    const { measures, service } = trialOf(record, 'next')
    expect(service).toMatchObject({ answered: 60, isEndedInTime: true })
    expect(measures.coldStartMs).toBeGreaterThan(0)
    expect(measures.loadBytes).toBeGreaterThan(2 ** 20)
  })

  it.each([
    [
      'sick',
      /^was not healthy after 15 s: GET \/health last had status 503\. Correct ready:, or raise startup: /,
    ],
    ['dies', /^died under load after \d+ of 60 requests: exited with 3$/],
  ])('fails where it %s', async (way, reason) => {
    const { code, record } = await run(python(way), { startup: '15s' })
    expect(code).toBe(1)
    expect(trialOf(record, 'next')).toMatchObject({
      outcome: 'failed',
      reason: expect.stringMatching(reason),
    })
  })

  it('whose memory rises under load is named, and what its limit kills is out of memory', async () => {
    const { code, stdout, record } = await run(python('leaks'), { rate: '20/s', seconds: '6s' })
    expect(code).toBe(0)
    expect(trialOf(record, 'next').service?.growth).toMatchObject({ isLeak: true })
    expect(stdout).toMatch(/^! next 1: memory rose by \d+ MiB under constant load/m)
    const killed = await run(python('leaks'), { rate: '100/s', seconds: '4s' })
    expect(killed.code).toBe(1)
    expect(trialOf(killed.record, 'next').outcome).toBe('oom')
  })
})
