import type { DropIn } from '../../differences/entry.ts'

/** Engines that sentences of entries are about. Two drop-ins run on DuckDB. */
const OTHERS = /Polars|delta-rs|PyIceberg|Daft/
const OTHERS_THAN: Record<DropIn, RegExp> = {
  sail: new RegExp(`DuckDB|${OTHERS.source}`),
  sqlframe: OTHERS,
  duckdb_spark: OTHERS,
}

/** What an entry says of Spark and a drop-in, without the sentences about other engines; it may be nothing. */
export const sentencesAbout = (target: DropIn, what: string): string[] =>
  what.split(/(?<=[.!?]) (?=[A-Z«])/).filter((sentence) => !OTHERS_THAN[target].test(sentence))
