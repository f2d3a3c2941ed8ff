/** KNOWN-DIFFERENCES.md: a hand-written part, then what the code itself says. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { REFUSED_FUNCTIONS } from '../../local-org/formula/functions/index.ts';
import { baseComponents } from '../../local-org/metadata/index.ts';
import { UNSUPPORTED_TYPES } from '../../local-org/metadata/source/placement.ts';
import { scanRefusals, type Refusal } from './scan.ts';

const FILE = path.join(PROJECT_ROOT, 'scripts', 'local-org', 'KNOWN-DIFFERENCES.md');
export const COMMAND = 'npm run differences';
const BELOW = `<!-- Everything below is generated from the code by \`${COMMAND}\`. -->`;

/** Parts of the code, most specific first → what they are to a reader. */
const PARTS: readonly (readonly [folder: string, title: string])[] = [
    ['apex/library', 'Apex library'],
    ['model', 'Apex library'],
    ['apex', 'Apex language'],
    ['database/query', 'SOQL and search'],
    ['database', 'Saving records'],
    ['formula', 'Formulas'],
    ['security', 'Access'],
    ['metadata/access', 'Access'],
    ['metadata/pages', 'Pages'],
    ['metadata', 'Metadata'],
    ['org', 'Metadata'],
    ['lightning', 'Pages'],
    ['api/ui', 'UI API'],
    ['api/page', 'Pages'],
    ['api', 'APIs'],
    ['host', 'Command line'],
    ['', 'Command line']
];
const ORDER = [
    'Apex language',
    'Apex library',
    'SOQL and search',
    'Saving records',
    'Formulas',
    'Access',
    'Metadata',
    'APIs',
    'UI API',
    'Pages',
    'Command line'
];

const titleOf = ({ file }: Refusal): string =>
    PARTS.find(([folder]) => folder === '' || file.startsWith(`${folder}/`))?.[1] ?? '';

const inOrder = (texts: Iterable<string>): string[] =>
    [...texts].sort((left, right) => left.localeCompare(right, 'en') || (left < right ? -1 : 1));

/** Markdown would read `*` and `_` as its own; between code marks they stay. */
const shown = (text: string): string => text.replace(/([\\*_<>|`[\]])/g, '\\$1');

const refusalLists = (): string => {
    const byTitle = new Map<string, Set<string>>();
    const add = (title: string, text: string): void =>
        void byTitle.set(title, (byTitle.get(title) ?? new Set()).add(text));
    for (const refusal of scanRefusals()) add(titleOf(refusal), refusal.text);
    add('Metadata', `types that are known and have no meaning here: ${inOrder(UNSUPPORTED_TYPES).join(', ')}`);
    add('Formulas', `the functions ${inOrder(REFUSED_FUNCTIONS).join(', ')}`);
    return ORDER.filter((title) => byTitle.has(title))
        .map(
            (title) =>
                `### ${title}\n\n${inOrder(byTitle.get(title) ?? [])
                    .map((text) => `- ${shown(text)}`)
                    .join('\n')}`
        )
        .join('\n\n');
};

const standardObjects = (): string =>
    inOrder(
        baseComponents()
            .filter(({ type }) => type === 'CustomObject')
            .map(({ fullName }) => fullName)
    ).join(', ');

const generated = async (): Promise<string> => {
    const text = `${BELOW}

## Standard objects

The local org carries these; any other is refused by name: ${standardObjects()}.

## Refused by name

What follows \`not supported by the local org:\` in a message, by the part that says so. ‹ › stands for what the message fills in.

${refusalLists()}
`;
    return format(text, { ...(await resolveConfig(FILE)), filepath: FILE });
};

const parts = (): { readonly written: string; readonly generated: string } => {
    const text = readFileSync(FILE, 'utf8');
    const at = text.indexOf(BELOW);
    return at < 0
        ? { written: `${text.trimEnd()}\n\n`, generated: '' }
        : { written: text.slice(0, at), generated: text.slice(at) };
};

/** Writes the generated part anew, the hand-written one stays. */
export const writeDifferences = async (): Promise<void> => writeFileSync(FILE, parts().written + (await generated()));

/** A sentence saying what to run when the committed page is behind the code; undefined when it is current. */
export const staleDifferences = async (): Promise<string | undefined> =>
    parts().generated === (await generated())
        ? undefined
        : `scripts/local-org/KNOWN-DIFFERENCES.md does not say what the code refuses: run \`${COMMAND}\` and commit it.`;
