import type { PlaybookFile, Row } from './file.ts';

const PARTS = ['stages', 'items', 'dependencies'] as const;

const fieldsThatDiffer = (one: Row, other: Row): string[] =>
    [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
        (name) => JSON.stringify(one[name]) !== JSON.stringify(other[name])
    );

/**
 * How a file differs from what an org has under the same key. The status is no difference: it moves on by itself.
 * @returns sentences, empty where both are the same
 */
export const differencesOf = (inOrg: PlaybookFile, inFile: PlaybookFile): string[] => {
    const status = { Status__c: undefined };
    const ofPlaybook = fieldsThatDiffer({ ...inOrg.playbook, ...status }, { ...inFile.playbook, ...status });
    return [
        ...(ofPlaybook.length > 0 ? [`the playbook's ${ofPlaybook.join(', ')}`] : []),
        ...PARTS.flatMap((part) => {
            const before = new Map(inOrg[part].map((row) => [row.Key__c, row]));
            const after = new Map(inFile[part].map((row) => [row.Key__c, row]));
            return [
                ...[...after.values()].flatMap((row) => {
                    const old = before.get(row.Key__c);
                    if (!old) return [`${row.Key__c} is new`];
                    const fields = fieldsThatDiffer(old, row);
                    return fields.length > 0 ? [`${row.Key__c}: ${fields.join(', ')}`] : [];
                }),
                ...[...before.keys()].filter((key) => !after.has(key)).map((key) => `${key} is gone`)
            ];
        })
    ];
};
