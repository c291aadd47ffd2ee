#!/usr/bin/env bash
# A pod's log that breaks off ends the program that reads it, though each of its promises and streams has a handler of errors.
#
# `Log.log(…, { follow: true })` of @kubernetes/client-node 2.0.1 resolves once the server has answered, and pipes the answer into
# the caller's stream. The stream that it pipes from is its own, and has no listener for errors: where the connection breaks
# afterwards, as with an API server that restarts, Node ends the process with an uncaught exception. Who calls it cannot catch that,
# except by listening for `pipe` on the stream that they hand in. `Watch` of the same version passes over whatever its callback
# throws, as if it were a line that is no JSON: a program that waits for what the callback was to note waits for ever.
#
# Needs Node 22.15 or newer with npm. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-fund --no-audit @kubernetes/client-node@2.0.1
cat > reader.mjs <<'JS'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { PassThrough } from 'node:stream'
import { KubeConfig, Log, Watch } from '@kubernetes/client-node'

// Stands for an API server: a watch tells one event; a log begins, and its connection breaks.
const server = createServer((request, response) => {
  response.writeHead(200)
  if (request.url.includes('/log?')) {
    response.write('one line\n')
    setTimeout(() => response.destroy(), 300)
  } else response.end('{"type":"ADDED","object":{}}\n')
}).listen(0, '127.0.0.1')
await once(server, 'listening')
const config = new KubeConfig()
config.loadFromClusterAndUser({ name: 'here', server: `http://127.0.0.1:${server.address().port}`, skipTLSVerify: true }, { name: 'me' })

if (process.argv[2] === 'watch') {
  const note = () => {
    throw new Error('of the callback')
  }
  await new Watch(config).watch('/api/v1/pods', {}, note, (error) => {
    console.log('the watch ends with', error)
    server.close()
  })
} else {
  const stream = new PassThrough()
  stream.on('error', () => console.log('the stream tells'))
  stream.resume()
  try {
    await new Log(config).log('default', 'pod', 'main', stream, { follow: true })
  } catch {
    console.log('the promise tells')
  }
}
JS
echo 'A callback that throws:'
node reader.mjs watch | tee watched
grep -qx 'the watch ends with null' watched
echo 'A log that breaks off:'
code=0; node reader.mjs log > read 2>&1 || code=$?
echo "exit code $code"; grep -E 'tells|Unhandled|Error:' read
[ "$code" = 1 ]; grep -q "Unhandled 'error' event" read; ! grep -q tells read
