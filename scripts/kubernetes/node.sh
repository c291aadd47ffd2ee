#!/usr/bin/env bash
# A Kubernetes of one node on this machine, for tests: etcd, a control plane, and a kubelet with a containerd of its own, beside
# whatever Docker runs. Needs root, the programs that build.sh makes, etcd, containerd, runc and the CNI plugins (Debian:
# etcd-server containerd runc containernetworking-plugins), and openssl. It is for this machine alone, and guarded by no more
# than a token.
#   scripts/kubernetes/node.sh up FOLDER       prints the path of a kubeconfig
#   scripts/kubernetes/node.sh load FOLDER IMAGE...   gives it images that Docker has
#   scripts/kubernetes/node.sh down FOLDER     removes all
set -euo pipefail
programs=${XDG_CACHE_HOME:-$HOME/.cache}/etl-compare/kubernetes-$(cat "$(dirname "$0")/version")
command=$1 folder=$2
socket=$folder/containerd.sock
# The first address of services, which stands for the API server in every pod. Here it is that server's own.
address=10.232.0.1
server=https://$address
kubectl() { "$programs/kubectl" --kubeconfig "$folder/kubeconfig" "$@"; }
containers() { ctr --address "$socket" --namespace k8s.io "$@"; }

# Starts a program that lives on, and keeps its id.
start() {
  local name=$1
  shift
  setsid "$@" >"$folder/$name.log" 2>&1 </dev/null &
  echo $! >"$folder/$name.pid"
}

stop() {
  local pid
  pid=$(cat "$folder/$1.pid" 2>/dev/null) || return 0
  kill "$pid" 2>/dev/null || return 0
  timeout 20 tail --pid="$pid" -f /dev/null || kill -9 "$pid"
}

# Waits until a command succeeds.
until_works() {
  for _ in $(seq 240); do
    "$@" >/dev/null 2>&1 && return
    sleep 0.5
  done
  echo "It did not work in two minutes: $*" >&2
  tail -n 5 "$folder"/*.log >&2
  return 1
}

settings() {
  mkdir -p "$folder"/{cni,pki,pods}
  local token
  token=$(openssl rand -hex 16)
  openssl genrsa -out "$folder/pki/accounts.key" 2048 2>/dev/null
  echo "$token,admin,admin,system:masters" >"$folder/pki/tokens.csv"
  cat >"$folder/kubeconfig" <<END
apiVersion: v1
kind: Config
clusters: [{ name: node, cluster: { server: "$server", insecure-skip-tls-verify: true } }]
users: [{ name: admin, user: { token: $token } }]
contexts: [{ name: node, context: { cluster: node, user: admin } }]
current-context: node
END
  cat >"$folder/cni/10-bridge.conflist" <<END
{ "cniVersion": "0.4.0", "name": "etl-compare", "plugins": [{ "type": "bridge", "bridge": "etl-compare0", "isGateway": true,
  "ipam": { "type": "host-local", "dataDir": "$folder/addresses", "ranges": [[{ "subnet": "10.231.0.0/24" }]], "routes": [{ "dst": "10.232.0.0/24" }] } }] }
END
  cat >"$folder/containerd.toml" <<END
version = 2
root = "$folder/containerd"
state = "$folder/run"
[grpc]
address = "$socket"
[plugins."io.containerd.grpc.v1.cri"]
sandbox_image = "etl-compare/pause:1"
restrict_oom_score_adj = true
[plugins."io.containerd.grpc.v1.cri".cni]
bin_dir = "/usr/lib/cni"
conf_dir = "$folder/cni"
END
  cat >"$folder/kubelet.yaml" <<END
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: 127.0.0.1
port: 20250
healthzPort: 0
authentication: { anonymous: { enabled: true }, webhook: { enabled: false } }
authorization: { mode: AlwaysAllow }
cgroupDriver: cgroupfs
containerRuntimeEndpoint: unix://$socket
failSwapOn: false
# A disk that is nearly full is this machine's, not the tests'.
evictionHard: { memory.available: 100Mi, nodefs.available: 1%, imagefs.available: 1% }
imageGCHighThresholdPercent: 100
END
}

up() {
  settings
  start etcd etcd --data-dir "$folder/etcd" --listen-client-urls http://127.0.0.1:12379 \
    --advertise-client-urls http://127.0.0.1:12379 --listen-peer-urls http://127.0.0.1:12380
  start containerd containerd --config "$folder/containerd.toml"
  ip address replace "$address/32" dev lo
  # Where Docker filters, it lets nothing pass between pods.
  iptables --insert FORWARD --in-interface etl-compare0 --out-interface etl-compare0 --jump ACCEPT || true
  # Debian's etcd is too old for a cache to answer watches that name no version, such as those of Spark's client.
  start apiserver "$programs/kube-apiserver" --watch-cache=false --etcd-servers http://127.0.0.1:12379 \
    --bind-address "$address" --secure-port 443 --cert-dir "$folder/pki" --token-auth-file "$folder/pki/tokens.csv" --authorization-mode RBAC \
    --service-cluster-ip-range 10.232.0.0/24 --service-account-issuer "$server" \
    --service-account-key-file "$folder/pki/accounts.key" --service-account-signing-key-file "$folder/pki/accounts.key" \
    --kubelet-preferred-address-types Hostname
  until_works kubectl get --raw /readyz
  start controllers "$programs/kube-controller-manager" --kubeconfig "$folder/kubeconfig" --leader-elect=false \
    --secure-port 0 --service-account-private-key-file "$folder/pki/accounts.key" --use-service-account-credentials \
    --root-ca-file "$folder/pki/apiserver.crt"
  start scheduler "$programs/kube-scheduler" --kubeconfig "$folder/kubeconfig" --leader-elect=false --secure-port 0
  until_works ctr --address "$socket" version
  pause
  load etl-compare/pause:1
  start kubelet "$programs/kubelet" --config "$folder/kubelet.yaml" --kubeconfig "$folder/kubeconfig" \
    --root-dir "$folder/pods" --cert-dir "$folder/pki" --hostname-override localhost
  until_works kubectl wait --for condition=Ready node/localhost --timeout 60s
  until_works kubectl get serviceaccount default
  echo "$folder/kubeconfig"
}

# What holds a pod's network and does nothing.
pause() {
  local container
  container=$(docker create debian:trixie-slim)
  docker commit --change 'CMD ["/usr/bin/sleep", "infinity"]' "$container" etl-compare/pause:1 >/dev/null
  docker rm "$container" >/dev/null
}

load() {
  docker save "$@" | containers images import - >/dev/null
}

down() {
  [ -e "$folder/kubeconfig" ] || return 0
  timeout 60 "$programs/kubectl" --kubeconfig "$folder/kubeconfig" delete pods --all --all-namespaces --force \
    >/dev/null 2>&1 || true
  stop kubelet
  containers tasks list --quiet 2>/dev/null | while read -r task; do
    containers tasks delete --force "$task" >/dev/null 2>&1 || true
  done
  for name in scheduler controllers apiserver etcd containerd; do stop "$name"; done
  grep -o " $folder/[^ ]*" /proc/mounts | sort --reverse | while read -r mount; do umount "$mount" || true; done
  ip link delete etl-compare0 2>/dev/null || true
  ip address delete "$address/32" dev lo 2>/dev/null || true
  iptables --delete FORWARD --in-interface etl-compare0 --out-interface etl-compare0 --jump ACCEPT 2>/dev/null || true
  rm -rf "$folder"
}

shift 2
$command "$@"
