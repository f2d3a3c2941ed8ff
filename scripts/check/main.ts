/**
 * `npm test`: everything that must hold, in one run, as many steps at a time as there are processors.
 * `npm test -- types jest` runs the named parts only.
 */
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
import { runSteps } from './runSteps.ts';
import { programStep, type Step } from './steps.ts';
import { buildComponents } from './build.ts';
import { unitTests } from './unit.ts';

/** What others read the outcome of. */
const preparations: Readonly<Record<string, readonly Step[]>> = { build: [buildComponents] };
const parts: Readonly<Record<string, readonly Step[]>> = {
    // The longest first: the others find room beside it.
    journeys: [journeys],
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
    unit: unitTests,
    jest: [componentTests],
    apex: apexTests,
    conformance: [conformance],
    fuzz: [fuzz(60)],
    kills: [kills(5)]
};

const asked = process.argv.slice(2);
const all = { ...preparations, ...parts };
const unknown = asked.filter((name) => !all[name]);
if (unknown.length > 0) {
    console.error(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(all).join(', ')}.`);
    process.exit(2);
}
const wanted = asked.length > 0 ? asked : Object.keys(all);
const stepsOf = (of: typeof parts): Step[] => wanted.flatMap((name) => of[name] ?? []);
process.exitCode = (await runSteps(stepsOf(parts), stepsOf(preparations))) ? 0 : 1;
