import type { Problem } from '../../local-org/model/index.ts';
import type { Outcome } from '../types.ts';

/** What a refused file led to. A problem without a file or a place helps nobody: it counts as a failure of the local org. */
export const outcomeOf = (problems: readonly Problem[]): Outcome => {
    const isPlaced = problems.every(
        ({ file, line, column, message }) => file !== '' && line > 0 && column > 0 && message !== ''
    );
    return {
        reply: problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n'),
        status: isPlaced ? (problems.length > 0 ? 400 : 200) : 500,
        saysChanged: false
    };
};
