import { describe, expect, it } from 'vitest'
import { parseConfig } from './parse.ts'

const parse = (catalogs: string) =>
  parseConfig(`version: 1
catalogs: ${catalogs}
jobs:
  orders:
    input: data
    baseline: spark
    engines: { spark: { run: [a] }, polars: { run: [b] } }
    tables: { orders: }
`)

describe('a catalog', () => {
  it.each([
    ['a SQLite file', "{ lake: { type: sql, uri: 'sqlite:///lake/catalog.db', warehouse: lake } }"],
    ['a password by reference', `{ lake: { type: sql, uri: "postgresql://etl:\${PW}@db:5432/lake" } }`],
    ['a whole address by reference', `{ lake: { type: sql, uri: "\${LAKE_URI}" } }`],
    ['a user without a password', '{ lake: { type: sql, uri: "postgresql://etl@db/lake" } }'],
    ['a token by reference', `{ lake: { type: rest, uri: "https://lake", token: "\${TOKEN}" } }`],
    ['a credential by reference', `{ lake: { type: rest, uri: u, credential: "etl:\${SECRET}" } }`],
    [
      'settings of S3',
      `{ lake: { type: rest, uri: u, s3.endpoint: e, s3.path-style-access: true, s3.secret-access-key: "\${K}" } }`,
    ],
  ])('may have %s', (_, catalogs) => {
    expect(parse(catalogs)).not.toHaveProperty('problems')
  })

  it('has texts for settings', () => {
    const parsed = parse('{ lake: { type: rest, uri: u, s3.path-style-access: true } }')
    expect(parsed).toMatchObject({ config: { catalogs: { lake: { 's3.path-style-access': 'true' } } } })
  })

  it.each([
    ['uri', 'uri: "postgresql+psycopg2://etl:geheim@db/lake"'],
    ['uri', `uri: "postgresql+psycopg2://etl:geheim\${PW}@db/lake"`],
    ['uri', 'uri: "postgresql://db/lake?user=etl&password=geheim"'],
    ['s3.secret-access-key', 'uri: u, s3.secret-access-key: geheim'],
    ['s3.access-key-id', 'uri: u, s3.access-key-id: geheim'],
    ['token', 'uri: u, token: geheim'],
    ['credential', 'uri: u, credential: "client:geheim"'],
    ['adls.sas-token', 'uri: u, adls.sas-token: geheim'],
    ['header.Authorization', 'uri: u, header.Authorization: Bearer geheim'],
  ])('must not hold a secret in %s, which the message does not repeat', (key, settings) => {
    const parsed = parse(`{ lake: { type: sql, ${settings} } }`)
    expect(parsed).toMatchObject({ problems: [{ line: 2, key: `catalogs.lake.${key}` }] })
    expect(JSON.stringify(parsed)).not.toContain('geheim')
  })

  it.each([
    ['{ lake.eu: { type: sql, uri: u } }', 'catalogs.lake.eu'],
    ['{ lake: { type: hive, uri: u } }', 'catalogs.lake.type'],
    ['{ lake: { type: sql } }', 'catalogs.lake.uri'],
  ])('is refused as %s', (catalogs, key) => {
    expect(parse(catalogs)).toMatchObject({ problems: [{ key }] })
  })
})
