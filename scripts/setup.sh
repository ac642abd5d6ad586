#!/bin/sh
# Makes a fresh clone ready: packages (Node 24 among them) and a Redis server. Does nothing, in a
# few milliseconds, where all is there. Plain sh, since it runs before anything is installed.
set -eu
cd "$(dirname "$0")/.."

say() { printf 'mujaz: %s\n' "$*" >&2; }

# Packages: again whenever the lockfile is newer than what was installed from it.
if [ ! -f node_modules/.mujaz-installed ] || [ package-lock.json -nt node_modules/.mujaz-installed ]; then
  say 'installing packages (npm ci); the first time takes a minute'
  npm ci --no-audit --no-fund --loglevel=error >&2
  touch node_modules/.mujaz-installed
fi

PATH="$PWD/node_modules/.bin:$PATH"
major=$(node -p 'process.versions.node.split(".")[0]')
if [ "$major" -lt 24 ]; then
  say "Node 24 is needed, this is $(node --version), and the package \"node\" brought none for this machine."
  say 'Install Node 24 from https://nodejs.org or by: nvm install 24'
  exit 1
fi

# Redis: not where one elsewhere is configured, here or in .env.
if [ -n "${REDIS_URL:-}" ] || grep -qs '^REDIS_URL=.' .env; then exit 0; fi
if command -v redis-server >/dev/null 2>&1 || command -v valkey-server >/dev/null 2>&1; then exit 0; fi

if command -v apt-get >/dev/null 2>&1; then install='apt-get install -y redis-server'
elif command -v dnf >/dev/null 2>&1; then install='dnf install -y valkey'
elif command -v apk >/dev/null 2>&1; then install='apk add redis'
elif command -v pacman >/dev/null 2>&1; then install='pacman -S --noconfirm valkey'
elif command -v brew >/dev/null 2>&1; then install='brew install redis'
else install=''
fi

if [ "$(id -u)" = 0 ] && [ -n "$install" ] && [ "${install#brew}" = "$install" ]; then
  say "no redis-server or valkey-server found; installing one: $install"
  if [ "${install#apt-get}" != "$install" ]; then apt-get update -qq >&2; fi
  # The package would start a server of its own at once; ours is started by Mujaz, with its own folder.
  DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 $install >&2
  exit 0
fi

say 'Mujaz keeps its state in Redis, and neither redis-server nor valkey-server was found.'
if [ -n "$install" ]; then
  case $install in brew*) say "Install it by: $install" ;; *) say "Install it by: sudo $install" ;; esac
fi
say 'or set REDIS_URL to a Redis elsewhere, and start again.'
exit 1
