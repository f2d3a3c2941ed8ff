/** What a foreign project's deployment left out, as text: counted by type, each with its reason where asked for. */
import type { ComponentSource } from '../metadata/types.ts';
import type { DeployResult } from '../org/types.ts';
import type { Problem } from '../model/index.ts';

const counted = (names: readonly string[]): string => {
    const counts = new Map<string, number>();
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
    return [...counts]
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([name, count]) => `${count} ${name}`)
        .join(', ');
};
const line = (what: string, { file, line: at, message }: Problem): string => `  ${what}: ${message} (${file}:${at})`;

/** What the project's own set-up gave to the administrator. */
export const setUpText = (components: readonly ComponentSource[]): string => {
    const sets = components.filter(({ setUp }) => setUp === 'assigned').map(({ fullName }) => fullName);
    const grantsAll = components.some(({ setUp }) => setUp === 'grantsAll');
    return [
        ...(sets.length > 0
            ? [`As the project's own scripts do, the administrator is assigned: ${sets.join(', ')}\n`]
            : []),
        ...(grantsAll ? ["As CumulusCI does before tests, the administrator's profile sees all that there is\n"] : [])
    ].join('');
};

/**
 * @param unplaced files that belong to no component
 * @param all whether each is listed, not only counted
 */
export const setAsideText = (
    { setAside = [], refused = [] }: Pick<DeployResult, 'setAside' | 'refused'>,
    unplaced: readonly Problem[],
    all: boolean
): string => {
    const whole = setAside.filter((entry) => entry.whole);
    const parts = setAside.filter((entry) => !entry.whole);
    const sections: [string, readonly string[]][] = [
        [
            whole.length > 0 ? `Set aside: ${counted(whole.map(({ type }) => type))}` : '',
            whole.map((entry) => line(`${entry.type} ${entry.name}`, entry))
        ],
        [
            parts.length > 0 ? `Parts set aside: ${counted(parts.map(({ type }) => `of ${type}`))}` : '',
            parts.map((entry) => line(`${entry.type} ${entry.name}`, entry))
        ],
        [
            refused.length > 0
                ? `Apex members left out (running one refuses): ${refused.length} in ${new Set(refused.map(({ unit }) => unit)).size} classes and triggers`
                : '',
            refused.map((entry) => line(entry.unit, entry))
        ],
        [
            unplaced.length > 0 ? `Files of no metadata type: ${unplaced.length}` : '',
            unplaced.map((problem) => line('file', problem))
        ]
    ];
    const lines = sections
        .filter(([title]) => title !== '')
        .flatMap(([title, details]) => (all ? [title, ...details] : [title]));
    if (lines.length > 0 && !all) lines.push('(--set-aside lists each with its reason)');
    return lines.map((text) => `${text}\n`).join('');
};
