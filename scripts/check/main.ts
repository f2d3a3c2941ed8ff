/** `npm test`: everything that must hold, in one run. `npm test -- types jest` runs the named parts only. */
import { apexRules, apexTypes } from './apexStatic.ts';
import { apexTests } from './apexTests.ts';
import { conformance } from './conformance.ts';
import { consistency } from './consistency.ts';
import { deployable } from './deployable.ts';
import { fuzz } from './fuzz.ts';
import { componentTests } from './jest.ts';
import { kills } from './kills.ts';
import { journeys } from './journeys.ts';
import { platformCompile } from './platformCompile.ts';
import { programStep, runSteps, type Step } from './steps.ts';
import { buildComponents } from './build.ts';
import { unitTests } from './unit.ts';

const parts: Readonly<Record<string, readonly Step[]>> = {
    build: [buildComponents],
    types: [
        programStep('Types of scripts', 'typescript/bin/tsc', ['-p', 'tsconfig.json']),
        programStep('Types of components', 'typescript/bin/tsc', ['-p', 'force-app/tsconfig.json']),
        programStep('Types of the local org’s pages', 'typescript/bin/tsc', [
            '-p',
            'scripts/local-org/lightning/browser/tsconfig.json'
        ])
    ],
    lint: [programStep('Lint', 'eslint/bin/eslint.js', ['.', '--max-warnings=0'])],
    format: [programStep('Format', 'prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.'])],
    consistency: [consistency],
    platform: [platformCompile, deployable],
    apexStatic: [apexTypes, apexRules],
    unit: [unitTests],
    jest: [componentTests],
    apex: apexTests,
    conformance: [conformance],
    fuzz: [fuzz(60)],
    kills: [kills(5)],
    journeys: [journeys]
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !parts[name]);
if (unknown.length > 0) {
    console.error(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`);
    process.exit(2);
}
const steps = (asked.length > 0 ? asked : Object.keys(parts)).flatMap((name) => parts[name] ?? []);
process.exitCode = (await runSteps(steps)) ? 0 : 1;
