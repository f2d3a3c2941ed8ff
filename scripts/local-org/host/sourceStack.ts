/** Apex stacks with what stands at each place: a path that editors and terminals turn into a link, and the line of source. */
import type { TestResult } from '../apex/types.ts';
import type { ComponentSource } from '../metadata/types.ts';

interface SourceFile {
    readonly path: string;
    readonly lines: readonly string[];
}

/** Classes and triggers by `Class.Name` or `Trigger.Name`, lower case. */
const sourcesOf = (components: Iterable<ComponentSource>): ReadonlyMap<string, SourceFile> => {
    const sources = new Map<string, SourceFile>();
    for (const { type, fullName, files } of components)
        for (const [path, bytes] of files)
            if (/\.(cls|trigger)$/.test(path))
                sources.set(`${type === 'ApexTrigger' ? 'trigger' : 'class'}.${fullName.toLowerCase()}`, {
                    path,
                    lines: Buffer.from(bytes).toString('utf8').split('\n')
                });
    return sources;
};

const FRAME = /^((Class|Trigger)\.(\w+)[^:]*): line (\d+), column (\d+)$/;

/**
 * Adds places to the frames of stacks.
 * @param components those that the tests ran with
 * @returns a function from a result to the same with the places in its stack
 */
export const withSourceLines = (components: Iterable<ComponentSource>): ((result: TestResult) => TestResult) => {
    const sources = sourcesOf(components);
    const place = (frame: string): string => {
        const [, , kind = '', name = '', line = '', column = ''] = FRAME.exec(frame) ?? [];
        const source = sources.get(`${kind}.${name}`.toLowerCase());
        const text = source?.lines[Number(line) - 1]?.trim();
        return source && text !== undefined ? `${frame}\n  ${source.path}:${line}:${column}\n  > ${text}` : frame;
    };
    return (result) =>
        result.stack === undefined || result.outcome === 'passed'
            ? result
            : { ...result, stack: result.stack.split('\n').map(place).join('\n') };
};
