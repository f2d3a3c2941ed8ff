import { LightningElement, api } from 'lwc';
import { format } from 'c/gangwayFormat';
import { conflictText } from 'c/handoffWords';
import heading from '@salesforce/label/c.Gangway_Conflict';
import keepMine from '@salesforce/label/c.Gangway_Keep_Mine';
import mine from '@salesforce/label/c.Gangway_Mine';
import takeTheirs from '@salesforce/label/c.Gangway_Take_Theirs';
import theirs from '@salesforce/label/c.Gangway_Theirs';
import type { Conflict } from 'c/handoffSession';

/** Two people changed the same thing: what each wrote, and which shall stand. Emits `resolve`. */
export default class HandoffConflict extends LightningElement {
    @api conflict?: Conflict;
    /** What is typed now; it may have gone on since the conflict was found. */
    @api mine?: string | number | boolean | null;

    labels = Object.freeze({ keepMine, mine, takeTheirs, theirs });

    get heading(): string {
        return format(heading, this.conflict?.changedByName ?? '', this.conflict?.label ?? '');
    }
    get mineText(): string {
        const typed = this.mine === undefined ? this.conflict?.mine : this.mine;
        return conflictText(this.conflict?.member ?? '', typed === null || typed === undefined ? null : String(typed));
    }
    get theirText(): string {
        return conflictText(this.conflict?.member ?? '', this.conflict?.theirs);
    }
    handleMine(): void {
        this.resolve('mine');
    }
    handleTheirs(): void {
        this.resolve('theirs');
    }
    private resolve(keep: 'mine' | 'theirs'): void {
        const { rowKey = '', member = '' } = this.conflict ?? {};
        this.dispatchEvent(new CustomEvent('resolve', { detail: { rowKey, member, keep } }));
    }
}
