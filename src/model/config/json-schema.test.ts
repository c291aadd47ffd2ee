import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { configJsonSchema } from './json-schema.ts'

interface Node {
  $ref?: string
  description?: string
  required?: string[]
  properties?: Record<string, Node>
  additionalProperties?: Node | boolean
  items?: Node
  anyOf?: Node[]
  allOf?: Node[]
  oneOf?: Node[]
  definitions?: Record<string, Node>
}

const schema: Node = configJsonSchema()
const definitions = schema.definitions ?? {}
const root = new URL('../../..', import.meta.url)

const resolve = (node: Node): Node =>
  node.$ref ? (definitions[node.$ref.replace('#/definitions/', '')] ?? {}) : node

/** A node and all that it refers to or may be instead. */
const faces = (node: Node): Node[] => [
  node,
  ...(node.$ref ? faces(resolve(node)) : []),
  ...[...(node.anyOf ?? []), ...(node.allOf ?? [])].flatMap(faces),
]

function undescribed(node: Node, path: string): string[] {
  const properties = Object.entries(node.properties ?? {}).flatMap(([key, value]) => [
    ...(faces(value).some(({ description }) => description) ? [] : [`${path}.${key}`]),
    ...undescribed(value, `${path}.${key}`),
  ])
  const nested = [node.additionalProperties, node.items, ...(node.anyOf ?? [])]
  return [
    ...properties,
    ...nested.flatMap((each) => (typeof each === 'object' ? undescribed(each, path) : [])),
  ]
}

/** Keys of a value that the schema has no place for. */
function unknownKeys(value: unknown, node: Node, path: string): string[] {
  const known = faces(node)
  if (Array.isArray(value)) {
    const item = known.find(({ items }) => items)?.items ?? {}
    return value.flatMap((each) => unknownKeys(each, item, path))
  }
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, nested]) => {
    const places = known.map(({ properties, additionalProperties: rest }) => properties?.[key] ?? rest)
    const place = places.find((each) => typeof each === 'object')
    return place ? unknownKeys(nested, place, `${path}.${key}`) : [`${path}.${key}`]
  })
}

describe('the JSON Schema of etl-compare.yml', () => {
  it('defines what a configuration consists of', () => {
    expect(Object.keys(definitions)).toEqual(
      expect.arrayContaining(['job', 'engine', 'stack', 'table', 'policy', 'limits']),
    )
    expect(schema.required).toEqual(['version'])
    expect(schema.anyOf).toEqual([{ required: ['jobs'] }, { required: ['catalogs'] }])
    expect(definitions.job?.required).toEqual(['baseline', 'engines'])
    expect(definitions.job?.oneOf).toEqual([{ required: ['input'] }, { required: ['inputs'] }])
    expect(definitions.job?.anyOf).toEqual([
      { required: ['tables'] },
      { required: ['operations'] },
      { required: ['service'] },
    ])
  })

  it('explains every key', () => {
    const all = [
      ...undescribed(schema, ''),
      ...Object.entries(definitions).flatMap(([name, node]) => undescribed(node, name)),
    ]
    expect(all).toEqual([])
  })

  it('knows every key of the built-in jobs', async () => {
    const config: unknown = parse(await readFile(new URL('etl-compare.yml', root), 'utf8'))
    expect(unknownKeys(config, schema, '')).toEqual([])
    expect(unknownKeys({ jobs: { a: { engine: {} } } }, schema, '')).toEqual(['.jobs.a.engine'])
  })

  it('is what lies at the root of the repository', async () => {
    expect(JSON.parse(await readFile(new URL('etl-compare.schema.json', root), 'utf8'))).toEqual(schema)
  })
})
