#!/usr/bin/env bash
# Builds a Kubernetes of one node from the Go module proxy, for `make test-kubernetes` where no cluster can be downloaded:
# apiserver, controller manager, scheduler, kubelet and kubectl. It takes 13 minutes of CPU and 5 GB of disk, once.
#   scripts/kubernetes/build.sh [more options of go build, such as -p=1]
set -euo pipefail
# Of the last minor version whose kubelet takes cgroup v1 without a setting
version=$(cat "$(dirname "$0")/version")
folder=${XDG_CACHE_HOME:-$HOME/.cache}/etl-compare/kubernetes-$version
programs=(kube-apiserver kube-controller-manager kube-scheduler kubelet kubectl)

if [ -x "$folder/kubectl" ]; then
  echo "$folder"
  exit
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
module=$(cd / && go mod download -json "k8s.io/kubernetes@v$version" | sed -n 's/.*"GoMod": "\(.*\)".*/\1/p')
{
  printf 'module node\n\n'
  grep -E '^go ' "$module"
  printf 'require k8s.io/kubernetes v%s\n' "$version"
  # It requires its own parts by a version that no module has.
  sed -n "s#^\s*\(k8s\.io/\S*\) v0\.0\.0\( //.*\)\?\$#replace \1 => \1 v0.${version#*.}#p" "$module"
} >go.mod

about=
for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
  about+=" -X $package.gitVersion=v$version -X $package.gitMajor=1 -X $package.gitMinor=$(cut -d. -f2 <<<"$version")"
done
mkdir -p "$(dirname "$folder")"
export CGO_ENABLED=0 GOFLAGS=-mod=mod
go get "k8s.io/kubernetes@v$version"
go build "$@" -trimpath -ldflags "-s -w$about" -o "$folder.partial/" "${programs[@]/#/k8s.io/kubernetes/cmd/}"
rm -rf "$folder"
mv "$folder.partial" "$folder"
echo "$folder"
