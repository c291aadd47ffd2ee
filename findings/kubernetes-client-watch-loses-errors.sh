#!/usr/bin/env bash
# What a callback of a Kubernetes watch throws is lost: the watch goes on and ends as if nothing had happened.
#
# `Watch` of @kubernetes/client-node 2.0.1 parses each line of the answer and calls the caller's callback in one try block, which
# passes over lines that are no JSON. An error of the callback itself is passed over, too: it reaches neither the caller nor the
# function that is told how the watch ended. A program that waits for what the callback was to note waits for ever.
#
# Prints what it saw, by Node 24.21.0; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-fund --no-audit @kubernetes/client-node@2.0.1 node@24.21.0
cat > reader.mjs <<'JS'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { KubeConfig, Watch } from '@kubernetes/client-node'

// Stands for an API server: a watch of one event.
const server = createServer((_, response) => response.end('{"type":"ADDED","object":{}}\n')).listen(0, '127.0.0.1')
await once(server, 'listening')
const config = new KubeConfig()
config.loadFromClusterAndUser({ name: 'here', server: `http://127.0.0.1:${server.address().port}`, skipTLSVerify: true }, { name: 'me' })
const note = () => {
  console.log('the callback throws')
  throw new Error('of the callback')
}
await new Watch(config).watch('/api/v1/pods', {}, note, (error) => {
  console.log('the watch ends with', error)
  server.close()
})
JS
seen=$(node_modules/.bin/node reader.mjs)
echo "$seen"
[ "$seen" = $'the callback throws\nthe watch ends with null' ]
