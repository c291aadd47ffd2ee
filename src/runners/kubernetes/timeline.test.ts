import { describe, expect, it } from 'vitest'
import { eventSchema, podSchema } from './pod-state.ts'
import { at, isOver, type PodFacts, UNSEEN, withEvent, withPod } from './timeline.ts'
import { momentsOf, timelineText } from './timeline-text.ts'

const metadata = { name: 'etl-compare-1' }
const pod = (status: object, nodeName?: string) =>
  podSchema.parse({ metadata, spec: nodeName === undefined ? {} : { nodeName }, status })
const container = (state: object, imageID = '') => ({ containerStatuses: [{ imageID, state }] })
const event = (reason: string, message = '', type = 'Normal') => eventSchema.parse({ reason, message, type })

/** What is known after each of these was seen, 100 ms apart. */
const seen = (...sights: ((facts: PodFacts, now: number) => PodFacts)[]): PodFacts =>
  sights.reduce((facts, see, index) => see(facts, 1000 + 100 * index), UNSEEN)
const saw = (status: object, node?: string) => (facts: PodFacts, now: number) =>
  withPod(facts, pod(status, node), now)
const heard =
  (...told: Parameters<typeof event>) =>
  (facts: PodFacts, now: number) =>
    withEvent(facts, event(...told), now)
const asked = (facts: PodFacts, now: number) => at(facts, 'asked', now)

const PULLED =
  'Successfully pulled image "r/spark:1" in 1m2.5s (1m3s including waiting). Image size: 150000000 bytes.'

describe('the life of a pod', () => {
  it('is told apart into scheduling, pull, start, run and removal', () => {
    const facts = seen(
      asked,
      saw({ phase: 'Pending' }, 'node-1'),
      heard('Scheduled', 'Successfully assigned jobs/etl-compare-1 to node-1'),
      heard('Pulling', 'Pulling image "r/spark:1"'),
      heard('Pulled', PULLED),
      saw({ phase: 'Running', ...container({ running: {} }, 'r/spark@sha256:ab') }, 'node-1'),
      saw(
        { phase: 'Succeeded', ...container({ terminated: { exitCode: 0, reason: 'Completed' } }) },
        'node-1',
      ),
      (known, now) => at(known, 'removed', now),
    )
    expect(facts).toMatchObject({
      times: {
        ...{ asked: 1000, scheduled: 1100, pulling: 1300, pulled: 1400 },
        ...{ running: 1500, ended: 1600, removed: 1700 },
      },
      node: 'node-1',
      image: 'sha256:ab',
      pull: { milliseconds: 62_500, imageBytes: 150_000_000 },
      exit: { exitCode: 0 },
      takenAway: null,
    })
    const moments = [...momentsOf(facts), { at: 1550, words: 'the program begins' }]
    expect(timelineText(moments, 1000)).toBe(
      [
        '    0.000 s  asked for',
        '    0.100 s  scheduled to node-1',
        '    0.300 s  image pull begins',
        '    0.400 s  image pulled (150 MB): 62.500 s by its node',
        '    0.500 s  seen to run',
        '    0.550 s  the program begins',
        '    0.600 s  seen to have ended with 0',
        '    0.700 s  removed',
        '',
      ].join('\n'),
    )
  })

  it('has no pull where the node had the image', () => {
    const there = 'Container image "r/spark:1" already present on machine'
    const facts = seen(asked, saw({}, 'node-1'), heard('Pulled', there))
    expect(facts.pull).toBeNull()
    expect(facts.times).toEqual({ asked: 1000, scheduled: 1100 })
  })

  it('has a pull as long as it looked from here where the node words it otherwise', () => {
    const facts = seen(heard('Pulling'), heard('Pulled', 'Image brought'))
    expect(facts.pull).toEqual({ milliseconds: 100, imageBytes: 0 })
  })

  it('keeps the first sight of each moment, also of one that was over at the first sight', () => {
    const ended = container({ terminated: { exitCode: 3 } })
    const facts = seen(
      asked,
      saw({ phase: 'Failed', ...ended }, 'n'),
      saw({ phase: 'Failed', ...ended }, 'n'),
    )
    expect(facts.times).toEqual({ asked: 1000, scheduled: 1100, running: 1100, ended: 1100 })
    expect(isOver(facts)).toBe(true)
  })

  it.each([
    [
      'an eviction',
      { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.' },
      'Evicted: The node was low on resource: memory.',
    ],
    [
      'a preemption',
      {
        conditions: [
          {
            type: 'DisruptionTarget',
            status: 'True',
            reason: 'PreemptionByScheduler',
            message: 'for another',
          },
        ],
      },
      'PreemptionByScheduler: for another',
    ],
  ])('is ended by others in %s', (_, status, words) => {
    expect(seen(asked, saw(status, 'node-1')).takenAway).toBe(words)
  })

  it('is ended by others where its pod is deleted', () => {
    const gone = podSchema.parse({
      metadata: { ...metadata, deletionTimestamp: '2026-11-20T00:00:00Z' },
      spec: {},
    })
    expect(withPod(UNSEEN, gone, 1).takenAway).toBe('its pod was deleted')
  })

  it('is not ended by who removes it when it is over', () => {
    const ended = { phase: 'Succeeded', ...container({ terminated: { exitCode: 0 } }) }
    const removed = podSchema.parse({
      metadata: { ...metadata, deletionTimestamp: '2026-11-20T00:00:00Z' },
      spec: {},
      status: ended,
    })
    expect(withPod(seen(asked, saw(ended)), removed, 2000).takenAway).toBeNull()
  })

  it('keeps why no node takes it, and what went wrong last', () => {
    const message = '0/1 nodes are available: 1 Insufficient memory.'
    const waiting = {
      conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
    }
    const facts = seen(asked, saw(waiting), heard('FailedMount', 'no such volume', 'Warning'))
    expect(facts).toMatchObject({ node: null, unscheduled: message, warning: 'no such volume' })
  })
})
