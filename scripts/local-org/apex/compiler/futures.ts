import { noteQueued } from '../library/jobRows.ts';
import { startAfter } from '../library/jobStart.ts';
import { freeze } from '../library/state.ts';
import { ApexList } from '../runtime/collections.ts';
import { exception } from '../runtime/exceptions.ts';
import { execution } from '../runtime/execution.ts';
import type { MethodSymbol } from './symbols.ts';

/** What a call of a future method does: its arguments are kept, and it runs after commit. */
export const enqueuer =
    (method: MethodSymbol) =>
    (...values: readonly unknown[]): null => {
        const { tx, program, entry } = execution();
        if (entry === 'future' || entry === 'batch')
            throw exception(
                'AsyncException',
                'Future method cannot be called from a future or batch method: ' + method.name
            );
        tx.limits.spend('futures', 1);
        const object = program.typeNamed('Object');
        if (!object) throw new Error('no Object type');
        const id = tx.afterCommit({
            kind: 'future',
            className: method.owner.name,
            method: method.key,
            state: freeze(new ApexList(object, [...values])),
            userId: tx.user.userId,
            notBefore: startAfter()
        });
        noteQueued(tx, id, 'Future', method.owner.name, { MethodName: method.name });
        return null;
    };
