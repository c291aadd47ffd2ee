import type { Case } from './case.ts'

/** Cases of lists. */
export const listCases: Case[] = [
  {
    reason: 'element-order',
    when: 'CASE WHEN len(a) = len(b) THEN list_sort(a) IS NOT DISTINCT FROM list_sort(b) END',
  },
]

/** Cases of maps: their entries have an order in DuckDB. */
export const mapCases: Case[] = [
  {
    reason: 'element-order',
    when: 'CASE WHEN cardinality(a) = cardinality(b) THEN list_sort(map_entries(a)) = list_sort(map_entries(b)) END',
  },
]
