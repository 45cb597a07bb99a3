// For servers that scripts start, with a pipe as standard input: who started it is gone, also by SIGKILL, when the pipe ends.
const { isMainThread } = require('node:worker_threads');

/** n8n cannot say goodbye on a closed pipe, and waits for half a minute. */
const PATIENCE_MS = 10_000;

function end() {
	process.kill(process.pid, 'SIGTERM');
	setTimeout(() => process.kill(process.pid, 'SIGKILL'), PATIENCE_MS).unref();
}

if (isMainThread) process.stdin.on('end', end).on('error', end).resume().unref();
