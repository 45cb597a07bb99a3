#!/bin/sh
# Links the package into the folder where n8n looks for community packages, then runs the command it is given.
# That folder is usually on a volume, which hides what the image holds there and keeps what an older image put there.
# A link to the image's own copy is right on every volume, and never older than the image.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd)
link="${N8N_USER_FOLDER:-$HOME}/.n8n/nodes/node_modules/n8n-nodes-recruiter-system-connect"
if [ ! -r "$here/package/package.json" ]; then
	echo "$here/package cannot be read: pack the package with umask 022, and build the image again" >&2
	exit 1
fi
mkdir -p "$(dirname -- "$link")"
if [ -e "$link" ] && [ ! -L "$link" ]; then
	echo "$link was installed by hand, and is used instead of the package in the image" >&2
else
	ln -sfn "$here/package" "$link"
fi
exec "$@"
