import { expect, it } from 'vitest'
import { parsePostgresName } from './postgres-name.ts'

it.each([
  ['jdbc:postgresql://db:5432/shop#orders', { address: 'postgresql://db:5432/shop', table: ['orders'] }],
  ['jdbc:postgresql://db/shop?sslmode=require#sales.orders', { table: ['sales', 'orders'] }],
  ['jdbc:postgresql:///shop#selected', { address: 'postgresql:///shop', table: ['selected'] }],
  ["jdbc:postgresql://db/shop#select '#' AS a;", { table: [], query: "select '#' AS a" }],
])('%s names a table or a query', (path, name) => {
  expect(parsePostgresName(path)).toMatchObject(name)
})

it.each(['jdbc:postgresql://db/shop', 'jdbc:postgresql://db#orders', 'jdbc:mysql://db/shop#orders'])(
  '%s names none',
  (path) => {
    expect(() => parsePostgresName(path)).toThrow(expect.objectContaining({ code: 'jdbcNameInvalid' }))
  },
)

it.each(['jdbc:postgresql://etl:geheim@db/shop#a', 'jdbc:postgresql://db/shop?user=etl&password=geheim#a'])(
  '%s holds a password, which the message does not repeat',
  (path) => {
    expect(() => parsePostgresName(path)).toThrow(
      expect.objectContaining({ code: 'jdbcPasswordInline', message: expect.not.stringContaining('geheim') }),
    )
  },
)
