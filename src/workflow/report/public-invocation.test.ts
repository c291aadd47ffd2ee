import { expect, it } from 'vitest'
import { publicInvocation } from './public-invocation.ts'

it.each([
  [{}, {}],
  [
    { ledger: 'nightly/ledger', config: 'conf/etl-compare.yml' },
    { ledger: 'nightly/ledger', config: 'conf/etl-compare.yml' },
  ],
  [{ ledger: 'git:etl-compare-data' }, { ledger: 'git:etl-compare-data' }],
  [
    { ledger: '/home/alice/ledger', config: '../alice/etl-compare.yml' },
    { ledger: 'LEDGER', config: 'CONFIG' },
  ],
  [{ ledger: 'git:https://alice:secret@example.org/a.git#runs' }, { ledger: 'LEDGER' }],
  [{ ledger: 'git:../alice.git' }, { ledger: 'LEDGER' }],
])('of %j, the commands on a page name %j', (request, shown) => {
  expect(publicInvocation(request)).toEqual(shown)
})
