import { PlatformError } from '../../model/index.ts';
import type { Id } from '../../model/index.ts';
import type { LockLedger } from '../types.ts';

/** Source: Apex Developer Guide, "Record Locking": what the platform says of rows that another transaction holds. */
const unable = (ids: readonly Id[]): PlatformError =>
    new PlatformError(
        'UNABLE_TO_LOCK_ROW',
        `unable to obtain exclusive access to this record or ${ids.length} records: ${ids.join(',')}`
    );

/**
 * Rows that open transactions hold. Requests of the local org run one after the other, so a row is held only where somebody says so: the
 * command line, a test, or a client API that plays batches running side by side.
 */
export class Locks implements LockLedger {
    private readonly holders = new Map<Id, string>();

    hold(ids: Iterable<Id>, holder: string): void {
        const wanted = [...ids];
        const taken = this.taken(wanted, holder);
        if (taken.length > 0) throw unable(taken);
        for (const id of wanted) this.holders.set(id, holder);
    }
    release(holder?: string): void {
        for (const [id, other] of this.holders) if (holder === undefined || other === holder) this.holders.delete(id);
    }
    held(): ReadonlyMap<Id, string> {
        return new Map(this.holders);
    }
    /** Of these rows, the ones that somebody else holds. */
    taken(ids: Iterable<Id>, holder?: string): Id[] {
        if (this.holders.size === 0) return [];
        const taken = new Set<Id>();
        for (const id of ids) {
            const other = this.holders.get(id);
            if (other !== undefined && other !== holder) taken.add(id);
        }
        return [...taken];
    }
}

export { unable as unableToLock };
