#!/bin/sh
# Makes a fresh clone ready: packages (Node 24 among them), a Redis server, and a reader of PDF files
# where one can be installed. Does nothing, in a few milliseconds, where all is there. Plain sh, since
# it runs before anything is installed.
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

if command -v apt-get >/dev/null 2>&1; then manager='apt-get install -y' redis=redis-server poppler=poppler-utils
elif command -v dnf >/dev/null 2>&1; then manager='dnf install -y' redis=valkey poppler=poppler-utils
elif command -v apk >/dev/null 2>&1; then manager='apk add' redis=redis poppler=poppler-utils
elif command -v pacman >/dev/null 2>&1; then manager='pacman -S --noconfirm' redis=valkey poppler=poppler
elif command -v brew >/dev/null 2>&1; then manager='brew install' redis=redis poppler=poppler
else manager='' redis='' poppler=''
fi

# brew asks not to be run as root, and others than root may not install.
may_install() { [ "$(id -u)" = 0 ] && [ -n "$manager" ] && [ "${manager#brew}" = "$manager" ]; }

# install <package> [command that limits its time]
install() {
  if [ "${manager#apt-get}" != "$manager" ]; then ${2:-} apt-get update -qq >&2; fi
  # A server's package would start a server of its own at once; ours is started by Mujaz.
  export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
  ${2:-} $manager "$1" >&2
}

by_hand() {
  case $manager in '') ;; brew*) say "Install it by: $manager $1" ;; *) say "Install it by: sudo $manager $1" ;; esac
}

# The reader of PDF files: offered once, and never needed to start.
asked=node_modules/.mujaz-asked-for-pdftotext
if ! command -v pdftotext >/dev/null 2>&1 && [ ! -f "$asked" ]; then
  touch "$asked"
  if may_install; then
    say "no pdftotext found, which reads PDF files; installing it: $manager $poppler"
    limit=''
    if command -v timeout >/dev/null 2>&1; then limit='timeout 120'; fi
    install "$poppler" "$limit" || say 'It could not be installed. Everything but PDF files works without it.'
  else
    say 'PDF files are read by pdftotext, which was not found. Everything else works without it.'
    by_hand "$poppler"
  fi
fi

# Redis: not where one elsewhere is configured, here or in .env.
if [ -n "${REDIS_URL:-}" ] || grep -qs '^REDIS_URL=.' .env; then exit 0; fi
if command -v redis-server >/dev/null 2>&1 || command -v valkey-server >/dev/null 2>&1; then exit 0; fi

if may_install; then
  say "no redis-server or valkey-server found; installing one: $manager $redis"
  install "$redis"
  exit 0
fi

say 'Mujaz keeps its state in Redis, and neither redis-server nor valkey-server was found.'
by_hand "$redis"
say 'or set REDIS_URL to a Redis elsewhere, and start again.'
exit 1
