import type { SetAside } from '../metadata/types.ts';

const MISSING = /^Required field is missing: (\w+)$/;

/**
 * Where a part that a component cannot be without was cut out of it, the component goes for that part's reason, which is told once.
 * @param entries in the order in which they were found
 */
export const toldOnce = (entries: readonly SetAside[]): SetAside[] => {
    const causes = new Map<SetAside, SetAside>();
    for (const entry of entries) {
        const part = entry.whole ? MISSING.exec(entry.message)?.[1] : undefined;
        if (part === undefined) continue;
        const cause = entries.find(
            ({ type, name, whole }) =>
                !whole &&
                type === entry.type &&
                (name === `${entry.name}.${part}` || name.startsWith(`${entry.name}.${part} `))
        );
        if (cause) causes.set(entry, cause);
    }
    const told = new Set(causes.values());
    return entries
        .filter((entry) => !told.has(entry))
        .map((entry) => {
            const cause = causes.get(entry);
            return cause ? { ...cause, name: entry.name, whole: true } : entry;
        });
};
