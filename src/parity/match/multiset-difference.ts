import type { DuckDB } from '../../duckdb/open.ts'
import { ofBoth } from '../relate/side.ts'
import { type Candidates, cells, materialise, type Surplus } from '../relation.ts'

/**
 * Takes rows that both sides have away, each as often as both have it: what is left is the multiset difference. It is
 * kept in place of the candidates, which can't be read any more.
 */
export async function keepSurplus(db: DuckDB, { columns, ...rows }: Candidates): Promise<Surplus> {
  const counts = await materialise(
    db,
    'surplus',
    { h: 'h', a: 'sum(a)::BIGINT', b: 'sum(b)::BIGINT' },
    `(SELECT h, 1 AS a, 0 AS b FROM ${rows.a.name} UNION ALL SELECT h, 0, 1 FROM ${rows.b.name})
    GROUP BY h HAVING sum(a) <> sum(b)`,
  )
  const surplus = await ofBoth((side) => {
    const [own, others] = side === 'a' ? ['s.a', 's.b'] : ['s.b', 's.a']
    const values = cells('c', columns, (_, index) => `r.c${index}`)
    return materialise(
      db,
      rows[side].name,
      { h: 'r.h', is_repeat: `${others} > 0`, ...values },
      `${rows[side].name} r JOIN ${counts.name} s ON r.h = s.h AND ${own} > ${others}
      QUALIFY row_number() OVER (PARTITION BY r.h) <= ${own} - ${others}`,
    )
  })
  const count = async (name: string): Promise<number> =>
    Number((await db.rows(`SELECT count(*) AS n FROM ${name}`))[0]?.n)
  return { ...surplus, columns, rows: await ofBoth((side) => count(surplus[side].name)) }
}
