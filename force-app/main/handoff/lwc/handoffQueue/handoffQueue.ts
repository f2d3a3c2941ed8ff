import { LightningElement, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import LightningConfirm from 'lightning/confirm';
import { NavigationMixin } from 'lightning/navigation';
import { format } from 'c/gangwayFormat';
import { isNoAccess } from 'c/gangwayErrors';
import acceptHandoffs from '@salesforce/apex/HandoffController.acceptHandoffs';
import getQueue from '@salesforce/apex/HandoffController.getQueue';
import acceptMany from '@salesforce/label/c.Gangway_Queue_Accept';
import acceptQuestion from '@salesforce/label/c.Gangway_Queue_Accept_Question';
import allTracks from '@salesforce/label/c.Gangway_Queue_All_Tracks';
import couldNotAccept from '@salesforce/label/c.Gangway_Could_Not_Accept';
import couldNotLoad from '@salesforce/label/c.Gangway_Queue_Could_Not_Load';
import empty from '@salesforce/label/c.Gangway_Queue_Empty';
import emptyHint from '@salesforce/label/c.Gangway_Queue_Empty_Hint';
import heading from '@salesforce/label/c.Gangway_Handoffs_Waiting';
import many from '@salesforce/label/c.Gangway_Queue_Count';
import more from '@salesforce/label/c.Gangway_Queue_More';
import noAccess from '@salesforce/label/c.Gangway_Handoff_No_Access';
import noneMatch from '@salesforce/label/c.Gangway_Queue_None_Match';
import nothingStarted from '@salesforce/label/c.Gangway_Queue_Nothing_Started';
import outcomeText from '@salesforce/label/c.Gangway_Queue_Outcomes';
import refresh from '@salesforce/label/c.Gangway_Queue_Refresh';
import search from '@salesforce/label/c.Gangway_Queue_Search';
import track from '@salesforce/label/c.Gangway_Proposed_Track';
import working from '@salesforce/label/c.Gangway_Queue_Working';
import { arrange, firstDirection, tally, tracksOf, type Direction, type SortKey } from 'c/handoffQueueModel';

/** Handoffs that wait for a decision: found, compared, opened one by one, or accepted many at once. */
export default class HandoffQueue extends NavigationMixin(LightningElement) {
    queue?: Gangway.Queue;
    loadError?: unknown;
    acceptError?: unknown;
    words = '';
    track = '';
    sortKey: SortKey = 'waiting';
    direction: Direction = 'descending';
    selected: readonly string[] = [];
    outcomes: readonly Gangway.AcceptanceOutcome[] = [];
    isWorking = false;
    announcement = '';

    labels = Object.freeze({
        couldNotAccept,
        couldNotLoad,
        empty,
        emptyHint,
        heading,
        noAccess,
        noneMatch,
        nothingStarted,
        refresh,
        search,
        track,
        working
    });

    private wired?: unknown;
    /** What takes the focus once it is shown: the button that had it was disabled meanwhile. */
    private focusOn?: 'outcome' | 'accept';
    /** Decided here: those that wait no longer are told apart from the queue, until the page is refreshed. */
    decided: readonly Gangway.QueueEntry[] = [];

    @wire(getQueue)
    wiredQueue(result: WireResult<Gangway.Queue>): void {
        this.wired = result;
        if (result.data) {
            this.queue = result.data;
            this.loadError = undefined;
        } else if (result.error) {
            this.loadError = result.error;
        }
    }

    override renderedCallback(): void {
        if (this.isWorking || !this.focusOn) return;
        const target = this.refs?.[this.focusOn] as HTMLElement | undefined;
        this.focusOn = undefined;
        target?.focus();
    }

    get isLoading(): boolean {
        return !this.queue && !this.loadError;
    }
    get isOutsider(): boolean {
        return isNoAccess(this.loadError, 'HandoffController');
    }
    get isFailed(): boolean {
        return Boolean(this.loadError) && !this.isOutsider;
    }
    /** The handoffs that wait: what was accepted here is gone before the org is asked again. */
    get all(): readonly Gangway.QueueEntry[] {
        const accepted = this.outcomes.filter(({ outcome }) => outcome === 'Accepted');
        const ids = new Set(accepted.map(({ handoffId }) => handoffId));
        return (this.queue?.entries ?? []).filter(({ id }) => !ids.has(id));
    }
    get gone(): Gangway.QueueEntry[] {
        const waiting = new Set(this.all.map(({ id }) => id));
        return this.decided.filter(({ id }) => !waiting.has(id));
    }
    get hasGone(): boolean {
        return this.gone.length > 0;
    }
    get entries(): Gangway.QueueEntry[] {
        const filter = { words: this.words, track: this.track };
        return arrange(this.all, filter, this.sortKey, this.direction);
    }
    get isEmpty(): boolean {
        return this.queue !== undefined && this.all.length === 0;
    }
    get isShown(): boolean {
        return this.all.length > 0;
    }
    get hasNoMatch(): boolean {
        return this.isShown && this.entries.length === 0;
    }
    get hasMatch(): boolean {
        return this.entries.length > 0;
    }
    get countText(): string {
        return this.queue ? format(many, this.queue.total) : '';
    }
    get moreText(): string {
        const { entries = [], total = 0 } = this.queue ?? {};
        return total > entries.length ? format(more, entries.length, total) : '';
    }
    get trackOptions(): { label: string; value: string }[] {
        return [{ value: '', label: allTracks }, ...tracksOf(this.all).map((name) => ({ value: name, label: name }))];
    }
    /** Only what is still there and may be decided. */
    get chosen(): string[] {
        return this.entries.filter(({ id, mayDecide }) => mayDecide && this.selected.includes(id)).map(({ id }) => id);
    }
    get acceptLabel(): string {
        return format(acceptMany, this.chosen.length);
    }
    get cannotAccept(): boolean {
        return this.chosen.length === 0 || this.isWorking;
    }
    get outcomeText(): string {
        if (this.outcomes.length === 0) return '';
        const { Accepted, Queued, Refused } = tally(this.outcomes);
        return format(outcomeText, Accepted, Queued, Refused);
    }

    handleSearch(event: CustomEvent<{ value: string }>): void {
        this.words = event.detail.value;
    }
    handleTrack(event: CustomEvent<{ value: string }>): void {
        this.track = event.detail.value;
    }
    handleSort(event: CustomEvent<{ key: SortKey }>): void {
        const { key } = event.detail;
        const other: Direction = this.direction === 'ascending' ? 'descending' : 'ascending';
        this.direction = key === this.sortKey ? other : firstDirection(key);
        this.sortKey = key;
    }
    handleSelect(event: CustomEvent<{ ids: readonly string[] }>): void {
        this.selected = event.detail.ids;
    }
    handleOpen(event: CustomEvent<{ recordId: string; object: string }>): void {
        const { recordId, object } = event.detail;
        this[NavigationMixin.Navigate]({
            type: 'standard__recordPage',
            attributes: { recordId, objectApiName: object, actionName: 'view' }
        });
    }
    async handleRefresh(): Promise<void> {
        this.loadError = undefined;
        this.decided = [];
        this.outcomes = [];
        this.selected = [];
        await refreshApex(this.wired);
    }
    async handleAccept(): Promise<void> {
        const handoffIds = this.chosen;
        if (handoffIds.length === 0) return;
        const isSure = await LightningConfirm.open({
            label: this.acceptLabel,
            message: acceptQuestion,
            theme: 'default'
        });
        if (!isSure) return;
        this.isWorking = true;
        this.acceptError = undefined;
        this.announcement = working;
        try {
            const outcomes = await acceptHandoffs({ handoffIds });
            const ids = new Set(handoffIds);
            const others = this.outcomes.filter(({ handoffId }) => !ids.has(handoffId));
            this.decided = [...this.decided, ...this.entries.filter(({ id }) => ids.has(id))];
            this.outcomes = [...others, ...outcomes];
            this.selected = outcomes.filter(({ outcome }) => outcome === 'Refused').map(({ handoffId }) => handoffId);
            this.announcement = this.outcomeText;
            this.focusOn = 'outcome';
            await refreshApex(this.wired);
        } catch (error) {
            this.focusOn = 'accept';
            this.acceptError = error;
            this.announcement = couldNotAccept;
        } finally {
            this.isWorking = false;
        }
    }
}
