#!/usr/bin/env bash
# A second Docker daemon that is started without a bridge removes the bridge of the first.
#
# `dockerd --bridge none` asks for no network of its own, as a daemon of a test does that has its own socket, data root and exec root.
# Docker 20.10.24 then deletes the interface docker0, though another daemon made it and uses it: until that one is restarted, it
# starts no container on its default network (`could not find bridge docker0`). Seen here in a network namespace of its own, so that
# the machine's docker0 stays.
#
# Needs root on Linux and Debian's docker.io (dockerd, containerd), iproute2 and util-linux. Prints what it saw; ends with 1 if that
# is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
dockerd --version
cat >inside.sh <<'SH'
set -eu
ip link add docker0 type bridge
echo "before: $(ip -brief link show docker0 | cut -d' ' -f1)"
dockerd --host "unix://$PWD/s" --data-root "$PWD/data" --exec-root "$PWD/exec" --pidfile "$PWD/pid" \
  --bridge none --iptables=false >log 2>&1 &
for _ in $(seq 100); do
  curl --silent --output /dev/null --unix-socket "$PWD/s" http://docker/_ping && break
  sleep 0.2
done
ip link show docker0 >/dev/null 2>&1 && echo 'after: docker0' || echo 'after: none'
kill "$(cat pid)"
wait
SH
unshare --net sh inside.sh | tee seen
grep -qx 'before: docker0' seen && grep -qx 'after: none' seen
