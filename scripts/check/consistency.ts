import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { staleDifferences } from '../build/differences/page.ts';
import { staleLibraries } from '../build/libraries.ts';
import { staleComponentPaths } from '../build/paths.ts';
import { sayLine } from './screen.ts';
import { failed, passed, type Step } from './steps.ts';

const read = (file: string): string => readFileSync(path.join(PROJECT_ROOT, file), 'utf8');

const metadataFiles = (): string[] =>
    readdirSync(path.join(PROJECT_ROOT, 'force-app'), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.xml'))
        .map((file) => path.join('force-app', file));

/** One API version everywhere: `sfdx-project.json` says which. */
const apiVersionFaults = (): string[] => {
    const wanted = (JSON.parse(read('sfdx-project.json')) as { sourceApiVersion: string }).sourceApiVersion;
    return metadataFiles().flatMap((file) => {
        const found = /<apiVersion>(.*?)<\/apiVersion>/.exec(read(file))?.[1];
        const needs = /\.(cls|trigger|js)-meta\.xml$/.test(file);
        if (found === undefined) return needs ? [`${file}: no apiVersion`] : [];
        return Number(found) === Number(wanted) ? [] : [`${file}: apiVersion ${found}, the project's is ${wanted}`];
    });
};

/** Labels that are used and not defined, and the other way round. */
const labelFaults = (): string[] => {
    const defined = new Set<string>();
    const used = new Map<string, string>();
    for (const file of readdirSync(path.join(PROJECT_ROOT, 'force-app'), { recursive: true, encoding: 'utf8' }).map(
        (name) => path.join('force-app', name)
    )) {
        if (file.endsWith('.labels-meta.xml'))
            for (const [, name] of read(file).matchAll(/<fullName>(.*?)<\/fullName>/g)) defined.add(name ?? '');
        else if (/\.(ts|cls|trigger)$/.test(file))
            for (const [, name] of read(file).matchAll(/(?:@salesforce\/label\/c\.|\bLabel\.)(Gangway_\w+)/g))
                used.set(name ?? '', file);
        else if (file.endsWith('.xml'))
            for (const [, name] of read(file).matchAll(/\$Label\.(?:c\.)?(Gangway_\w+)/g)) used.set(name ?? '', file);
    }
    return [
        ...[...used]
            .filter(([name]) => !defined.has(name))
            .map(([name, file]) => `${file}: label ${name} is not defined`),
        ...[...defined].filter((name) => !used.has(name)).map((name) => `label ${name} is defined and never used`)
    ];
};

/** Facts that must agree across files and that no compiler sees. */
export const consistency: Step = {
    name: 'Consistency of the metadata',
    run: async () => {
        const stale = [staleComponentPaths(), await staleDifferences(), await staleLibraries()].filter(
            (found) => found !== undefined
        );
        const faults = [...apiVersionFaults(), ...labelFaults(), ...stale];
        for (const fault of faults) sayLine(fault);
        return faults.length > 0 ? failed(`${faults.length} faults`, faults.length) : passed(4);
    }
};
