const { rm } = require('node:fs/promises');
const { spawn } = require('node:child_process');
const { dest, series, src } = require('gulp');

const clean = () => rm('dist', { recursive: true, force: true });

function compile(done) {
	spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json'], {
		stdio: 'inherit',
	}).once('exit', (code) => done(code === 0 ? undefined : new Error('tsc found errors')));
}

// Binary-safe, although icons are text: gulp 5 reads as UTF-8 unless told otherwise.
const icons = () => src('icons/**/*.{png,svg}', { encoding: false }).pipe(dest('dist/icons'));

exports.build = series(clean, compile, icons);
exports.default = exports.build;
