import { LightningElement, api } from 'lwc';
import { format, moneyText, momentText } from 'c/gangwayFormat';
import { OUTCOME } from 'c/handoffWords';
import { age, isLate, type Direction, type SortKey } from 'c/handoffQueueModel';
import account from '@salesforce/label/c.Gangway_Queue_Account';
import choose from '@salesforce/label/c.Gangway_Queue_Choose';
import chooseAll from '@salesforce/label/c.Gangway_Queue_Choose_All';
import days from '@salesforce/label/c.Gangway_Queue_Days';
import hours from '@salesforce/label/c.Gangway_Queue_Hours';
import late from '@salesforce/label/c.Gangway_Queue_Late';
import outcome from '@salesforce/label/c.Gangway_Queue_Outcome';
import readyCount from '@salesforce/label/c.Gangway_Ready_Count';
import ready from '@salesforce/label/c.Gangway_Queue_Ready';
import review from '@salesforce/label/c.Gangway_Review_Handoff';
import seller from '@salesforce/label/c.Gangway_Queue_Seller';
import sortedBy from '@salesforce/label/c.Gangway_Queue_Sorted_By';
import underHour from '@salesforce/label/c.Gangway_Queue_Under_Hour';
import sortBy from '@salesforce/label/c.Gangway_Sort_By';
import track from '@salesforce/label/c.Gangway_Proposed_Track';
import value from '@salesforce/label/c.Gangway_Annual_Value';
import waiting from '@salesforce/label/c.Gangway_Queue_Waiting';
import type { Tone } from 'c/gangwayStatus';

interface Column {
    readonly key: SortKey;
    readonly label: string;
    readonly sort: 'ascending' | 'descending' | 'none';
    readonly icon: string;
    readonly isSorted: boolean;
    readonly className: string;
}
interface Row {
    readonly id: string;
    readonly account: string;
    readonly opportunity: string;
    readonly seller: string;
    readonly track: string;
    readonly value: string;
    readonly waiting: string;
    readonly submitted: string;
    readonly isLate: boolean;
    readonly ready: string;
    readonly isReady: boolean;
    readonly isChosen: boolean;
    readonly cannotChoose: boolean;
    readonly chooseLabel: string;
    readonly className: string;
    readonly outcome?: { key: string; label: string; tone: Tone; message: string };
}
const COLUMNS: readonly { key: SortKey; label: string; isNumber?: boolean }[] = [
    { key: 'account', label: account },
    { key: 'value', label: value, isNumber: true },
    { key: 'waiting', label: waiting, isNumber: true },
    { key: 'ready', label: ready, isNumber: true },
    { key: 'seller', label: seller }
];

/**
 * The waiting handoffs as a table; as cards where space is short.
 * Emits `sort` with the column, `choose` with the chosen ids, and `openrecord`.
 */
export default class HandoffQueueTable extends LightningElement {
    @api entries: readonly Gangway.QueueEntry[] = [];
    @api selected: readonly string[] = [];
    @api outcomes: readonly Gangway.AcceptanceOutcome[] = [];
    @api sortKey: SortKey = 'waiting';
    @api direction: Direction = 'descending';

    labels = Object.freeze({ chooseAll, late, outcome, ready, review, seller, sortBy, track, value, waiting });

    get columns(): Column[] {
        return COLUMNS.map(({ key, label, isNumber }) => {
            const isSorted = key === this.sortKey;
            return {
                key,
                label,
                isSorted,
                sort: isSorted ? this.direction : 'none',
                icon: this.direction === 'ascending' ? 'utility:arrowup' : 'utility:arrowdown',
                className: isNumber ? 'number' : ''
            };
        });
    }
    get caption(): string {
        return format(sortedBy, COLUMNS.find(({ key }) => key === this.sortKey)?.label ?? '');
    }
    get rows(): Row[] {
        return this.entries.map((entry) => {
            const result = this.outcomes.find(({ handoffId }) => handoffId === entry.id);
            // It waits here for its turn, and nobody can accept it again.
            const isDone = result !== undefined && result.outcome !== 'Refused';
            const { unit, count } = age(entry.hoursWaiting);
            return {
                id: entry.id,
                account: entry.accountName,
                opportunity: entry.opportunityName,
                seller: entry.sellerName,
                track: entry.track ?? '',
                value: moneyText(entry.annualValue, entry.currencyCode) || '–',
                waiting: count === 0 ? underHour : format(unit === 'days' ? days : hours, count),
                submitted: momentText(entry.submittedAt),
                isLate: isLate(entry) && !isDone,
                ready: format(readyCount, entry.met, entry.total),
                isReady: entry.met >= entry.total,
                isChosen: this.selected.includes(entry.id) && !isDone,
                cannotChoose: !entry.mayDecide || isDone,
                chooseLabel: format(choose, entry.opportunityName),
                className: result ? 'has-outcome' : '',
                ...(result
                    ? { outcome: { key: `${entry.id}:outcome`, ...OUTCOME[result.outcome], message: result.message } }
                    : {})
            };
        });
    }
    get choosable(): Row[] {
        return this.rows.filter(({ cannotChoose }) => !cannotChoose);
    }
    get isAllChosen(): boolean {
        return this.choosable.length > 0 && this.choosable.every(({ isChosen }) => isChosen);
    }
    get cannotChooseAny(): boolean {
        return this.choosable.length === 0;
    }

    handleSort(event: Event): void {
        const { key } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('sort', { detail: { key } }));
    }
    handleChoose(event: CustomEvent<{ checked: boolean }>): void {
        const { id = '' } = (event.target as HTMLElement).dataset;
        const others = this.selected.filter((one) => one !== id);
        this.emit(event.detail.checked ? [...others, id] : others);
    }
    handleChooseAll(event: CustomEvent<{ checked: boolean }>): void {
        this.emit(event.detail.checked ? this.choosable.map(({ id }) => id) : []);
    }
    handleReview(event: Event): void {
        this.open('Handoff__c', (event.currentTarget as HTMLElement).dataset.id);
    }

    private emit(ids: readonly string[]): void {
        this.dispatchEvent(new CustomEvent('choose', { detail: { ids } }));
    }
    private open(object: string, recordId?: string): void {
        if (recordId) this.dispatchEvent(new CustomEvent('openrecord', { detail: { object, recordId } }));
    }
}
