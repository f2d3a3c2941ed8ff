/** Where Apex is: the line that runs now, and events of debug logs that name it. */
import { noteFor } from '../../database/trace.ts';
import { cell } from './execution.ts';

/** Frames looked at for the line: the library's own, then the caller's. */
const FRAMES = 12;

/** The line of Apex that runs now. */
export const currentLine = (): number => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = FRAMES;
    const { stack = '' } = new Error();
    Error.stackTraceLimit = limit;
    return Number(
        /\b(?:Class|Trigger)\.[\w.]+:(\d+):|\bAnonymousBlock:(\d+):/.exec(stack)?.slice(1).find(Boolean) ?? 0
    );
};

/**
 * Notes an event of the running Apex with its line, where somebody traces it: `DML_BEGIN`, `Op:Insert|…` → `DML_BEGIN|[3]|Op:Insert|…`.
 * @param text what follows the line; asked for only where somebody traces
 * @returns what notes the end of it; undefined where nobody traces
 */
export const noteAtLine = (
    category: 'ApexCode' | 'Database',
    event: string,
    text: () => string
): ((event: string, text?: string) => void) | undefined => {
    const note = cell.execution && noteFor(cell.execution.tx, category);
    if (!note) return undefined;
    const line = currentLine();
    note(`${event}|[${line}]|${text()}`);
    return (ended, facts) => note(`${ended}|[${line}]${facts === undefined ? '' : `|${facts}`}`);
};
