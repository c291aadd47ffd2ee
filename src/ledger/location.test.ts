import { describe, expect, it } from 'vitest'
import { parseLocation } from './location.ts'

const branch = (url: string | undefined, name: string) => ({ kind: 'branch', url, branch: name })

describe("a ledger's location", () => {
  it.each([
    ['path/to/ledger', { kind: 'folder', path: 'path/to/ledger' }],
    ['./git', { kind: 'folder', path: './git' }],
    ['./gti:runs', { kind: 'folder', path: './gti:runs' }],
    ['C:\\ledger', { kind: 'folder', path: 'C:\\ledger' }],
    ['git:', branch(undefined, 'etl-compare-data')],
    ['git:runs', branch(undefined, 'runs')],
    ['git:data/etl', branch(undefined, 'data/etl')],
    ['git:../data.git', branch('../data.git', 'etl-compare-data')],
    ['git:../data.git#runs', branch('../data.git', 'runs')],
    ['git:https://example.org/a.git#runs', branch('https://example.org/a.git', 'runs')],
    ['git:https://example.org/a.git', branch('https://example.org/a.git', 'etl-compare-data')],
    ['git:git@example.org:a/b.git#runs', branch('git@example.org:a/b.git', 'runs')],
    ['git:/srv/a#b.git#', branch('/srv/a#b.git', 'etl-compare-data')],
  ])('%s is read', (text, location) => expect(parseLocation(text)).toEqual(location))

  it.each([
    '',
    'https://example.org/a.git',
    'git@example.org:a/b.git',
    'gti:etl-compare-data',
    'GIT:runs',
    'server:data.git',
    'gti:',
    'git:#runs',
    'git:-runs',
    'git:--upload-pack=x#runs',
    'git:a b',
    'git:a..b',
    'git:a.lock',
    'git:url#a:b',
    'git:url#-x',
    'git:/x/y#.hidden',
    'git:@',
  ])('«%s» is none', (text) => expect(parseLocation(text)).toBeUndefined())
})
