import { LightningElement, api } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { format } from 'c/gangwayFormat';
import { download, fileName, fileOf, type Format } from 'c/mapExport';
import type { Step } from 'c/mapModel';
import type { LineDraft } from 'c/mapLineForm';
import type MapPersonPanel from 'c/mapPerson';
import type MapStage from 'c/mapStage';
import getAttitudes from '@salesforce/apex/StakeholderMapController.getAttitudes';
import getCandidates from '@salesforce/apex/StakeholderMapController.getCandidates';
import getMap from '@salesforce/apex/StakeholderMapController.getMap';
import writeContactRole from '@salesforce/apex/StakeholderMapController.writeContactRole';
import { askContact, askForPeople, askLeaving, askSnapshot, type Snapshot } from './dialogs';
import {
    createLook,
    filtered,
    FIRST_LOOK,
    folded,
    foldedAll,
    forWhom,
    legended,
    looked,
    type LookState,
    type Shown
} from './look';
import { labels, toolsOf, type Tools } from './tools';
import * as steps from './steps';
import { MapWork } from './work';

interface PersonAction {
    action: string;
    id: string;
}

/** Narrower than this, rows are what a thumb can use. */
const NARROW = 640;
/** What closes a gap on the map, where it is no role. */
const GAP_ACTIONS: Readonly<Record<string, string>> = {
    'Spoke Today': 'spokeToday',
    'Choose Successor': 'leaving'
};
/** The form of a line takes the focus by itself. */
const NOTHING = (): void => undefined;

/**
 * The people of an account: who decides, who uses, who is missing. A picture to draw on and a table with the same data and edits; on the
 * page of an account, or of an opportunity, plan or handoff of one.
 */
export default class StakeholderMap extends LightningElement {
    @api recordId?: string;

    labels = labels;
    look: LookState = FIRST_LOOK;
    chosenMode?: 'map' | 'table';
    selectedId?: string;
    attitudes?: Gangway.AttitudeEntry[];
    candidates?: Gangway.MapCandidate[];
    panelLine?: LineDraft;
    popover?: { line: LineDraft; style: string };
    snapshot?: Snapshot;
    announcement = '';
    loadError?: unknown;
    saveError?: unknown;
    isBusy = false;
    isLarge = false;

    private view?: Gangway.MapView;
    private lastDone?: string;
    private isNarrow = false;
    private observer?: ResizeObserver;
    private readonly shownOf = createLook();
    private readonly work = new MapWork({
        show: (view) => (this.view = view),
        remember: (label) => (this.lastDone = label),
        fail: (error) => (this.saveError = error),
        announce: (text) => (this.announcement = text)
    });
    /** What is done once the page shows what is now true. */
    private afterRender?: () => void;

    override connectedCallback(): void {
        void this.load();
    }
    override renderedCallback(): void {
        const frame = this.refs?.frame;
        if (frame && !this.observer && 'ResizeObserver' in window) {
            this.observer = new ResizeObserver(([entry]) => {
                const width = entry?.contentRect.width ?? 0;
                this.isNarrow = width > 0 && width < NARROW;
            });
            this.observer.observe(frame);
        }
        const { afterRender } = this;
        this.afterRender = undefined;
        afterRender?.();
    }
    override disconnectedCallback(): void {
        this.observer?.disconnect();
        this.observer = undefined;
    }

    get isLoading(): boolean {
        return !this.view && !this.loadError;
    }
    get shown(): Shown | undefined {
        const view = this.snapshot?.view ?? this.view;
        return view && this.shownOf(view, this.look);
    }
    get tools(): Tools | undefined {
        return this.shown && toolsOf(this.shown, this.look, this.mode, this.lastDone, this.snapshot !== undefined);
    }
    get mode(): 'map' | 'table' {
        return this.chosenMode ?? (this.isNarrow ? 'table' : 'map');
    }
    get isMap(): boolean {
        return this.mode === 'map';
    }
    get isEmpty(): boolean {
        return this.shown?.view.people.length === 0;
    }
    get showsHeader(): boolean {
        return !this.look.isForCustomer;
    }
    get person(): Gangway.MapPerson | undefined {
        return this.look.isForCustomer ? undefined : this.shown?.view.people.find(({ id }) => id === this.selectedId);
    }
    get workClass(): string {
        const narrow = this.isNarrow ? ' is-narrow' : '';
        return (this.person ? 'work has-panel' : 'work') + narrow;
    }
    get cardClass(): string {
        return this.isLarge ? 'card is-large' : 'slds-card card';
    }
    get sizeIcon(): string {
        return this.isLarge ? 'utility:contract_alt' : 'utility:expand';
    }
    get sizeLabel(): string {
        return this.isLarge ? labels.smaller : labels.larger;
    }
    get heading(): string {
        return format(labels.peopleAt, this.shown?.view.accountName ?? '');
    }
    get foundText(): string {
        if (this.look.filters.search.trim() === '') return '';
        return format(labels.found, this.shown?.foundIds.length ?? 0);
    }
    get snapshotText(): string {
        return format(labels.asItWas, this.snapshot?.name ?? '');
    }

    // How it is looked at.
    handleMode(event: CustomEvent<{ value: 'map' | 'table' }>): void {
        this.chosenMode = event.detail.value;
    }
    handleLook(event: CustomEvent<{ value: string }>): void {
        const { name } = event.target as unknown as { name: 'colourBy' | 'arrange' | 'unit' | 'side' };
        this.look = looked(this.look, name, event.detail.value);
    }
    handleLegend(event: CustomEvent<Parameters<typeof legended>[1]>): void {
        this.look = legended(this.look, event.detail);
    }
    handleSearch(event: CustomEvent<{ value: string }>): void {
        this.look = filtered(this.look, { search: event.detail.value });
    }
    /** Enter goes from one found person to the next. */
    handleSearchKey(event: KeyboardEvent): void {
        const ids = this.shown?.foundIds ?? [];
        if (event.key !== 'Enter' || ids.length === 0) return;
        const next = ids[(ids.indexOf(this.selectedId ?? '') + 1) % ids.length] ?? '';
        this.select(next);
        this.stage?.showPerson(next);
    }
    /** The whole window, and back. */
    handleSize(): void {
        this.isLarge = !this.isLarge;
        this.afterRender = () => this.stage?.fit();
    }
    handleKey(event: KeyboardEvent): void {
        if (event.key === 'Escape' && this.isLarge && !event.defaultPrevented) this.handleSize();
    }

    // What is pointed at.
    handleChoose(event: CustomEvent<{ id?: string }>): void {
        this.select(event.detail.id);
    }
    handleClose(): void {
        const id = this.selectedId;
        this.select(undefined);
        if (id) this.afterRender = () => this.stage?.showPerson(id, true);
    }
    handleChooseLine(event: CustomEvent<{ id: string; x?: number; y?: number }>): void {
        const line = this.shown?.view.links.find(({ id }) => id === event.detail.id);
        if (!line || !this.shown?.view.mayEdit) return;
        this.openPopover(line, event.detail);
    }
    handleDrawLine(event: CustomEvent<{ fromId: string; toId: string; x: number; y: number }>): void {
        const { fromId, toId } = event.detail;
        this.openPopover({ fromId, toId }, event.detail);
    }
    handleClosePopover(): void {
        const { fromId } = this.popover?.line ?? {};
        this.popover = undefined;
        if (fromId) this.afterRender = () => this.stage?.showPerson(fromId, true);
    }

    // What is done.
    handlePersonAction(event: CustomEvent<PersonAction>): void {
        void this.act(event.detail);
    }
    handleGap(event: CustomEvent<{ gap: Gangway.MapGap }>): void {
        const { action, personId, role } = event.detail.gap;
        if (action === 'Add Person' || !personId) void this.add(role);
        else if (action === 'Choose Role' && role) void this.perform((view) => steps.giveRole(view, personId, role));
        else void this.act({ action: GAP_ACTIONS[action] ?? 'open', id: personId });
    }
    handleSavePerson(event: CustomEvent<{ changes: Gangway.MapPersonInput & { id: string } }>): void {
        void this.perform((view) => steps.change(view, event.detail.changes));
    }
    handleReparent(event: CustomEvent<{ id: string; managerId: string | null }>): void {
        const { id, managerId } = event.detail;
        void this.perform((view) => steps.reparent(view, id, managerId));
    }
    handleSaveLine(event: CustomEvent<{ line: Gangway.MapLinkInput }>): void {
        this.handleClosePopover();
        void this.perform((view) => steps.line(view, event.detail.line));
    }
    handleRemoveLine(event: CustomEvent<{ id: string }>): void {
        this.handleClosePopover();
        void this.perform((view) => steps.removeLine(view, event.detail.id));
    }
    async handleSaveAttitude(
        event: CustomEvent<{ id: string; attitude: Gangway.Attitude; note: string | null }>
    ): Promise<void> {
        const { id, attitude, note } = event.detail;
        if (await this.perform((view) => steps.opine(view, id, attitude, note))) await this.loadAttitudes(id);
    }
    async handleWriteRole(event: CustomEvent<{ id: string; opportunityId: string }>): Promise<void> {
        const { id, opportunityId } = event.detail;
        await this.work.attempt(async () => this.work.say(await writeContactRole({ personId: id, opportunityId })));
    }
    handleAdd(): void {
        void this.add();
    }
    handleUndo(): void {
        void this.undo();
    }
    handleMenu(event: CustomEvent<{ value: string }>): void {
        const { value } = event.detail;
        if (value === 'customer') this.showAsCustomer(!this.look.isForCustomer);
        else if (value === 'snapshots') void this.openSnapshots();
        else if (value === 'refresh') void this.perform(steps.refresh);
        else if (value === 'expand') this.look = { ...this.look, collapsed: new Set() };
        else if (value === 'collapse') this.look = foldedAll(this.look, this.shown?.view.people ?? []);
        else void this.export(value as Format);
    }
    handleLeaveSnapshot(): void {
        this.snapshot = undefined;
    }
    handleLeaveCustomer(): void {
        this.showAsCustomer(false);
    }
    handleRetry(): void {
        this.loadError = undefined;
        void this.load();
    }

    private get stage(): MapStage | null {
        return this.template?.querySelector<MapStage & HTMLElement>('c-map-stage') ?? null;
    }
    private get panel(): (MapPersonPanel & HTMLElement) | null {
        return this.template?.querySelector<MapPersonPanel & HTMLElement>('c-map-person') ?? null;
    }

    private async load(): Promise<void> {
        try {
            const view = await getMap({ recordId: this.recordId ?? '' });
            this.work.begin(view);
        } catch (error) {
            this.loadError = error;
        }
    }
    private async act({ action, id }: PersonAction): Promise<void> {
        const mayChange = this.view?.mayEdit && !this.snapshot && !this.look.isForCustomer;
        if (action === 'undo') await this.undo();
        else if (action === 'fold') this.look = folded(this.look, id);
        else if (action === 'open') this.open(id);
        else if (mayChange) await this.actOn(action, id);
    }
    private async actOn(action: string, id: string): Promise<void> {
        if (action === 'reportsTo') this.open(id, () => this.panel?.focusReportsTo());
        else if (action === 'drawLine') this.open(id, NOTHING, { fromId: id });
        else if (action === 'spokeToday') await this.perform((shown) => steps.speak(shown, id));
        else if (action === 'leaving') await this.leave(id);
        else if (action === 'newContact') await this.makeContact(id);
        else if (action === 'remove') {
            if (this.selectedId === id) this.select(undefined);
            await this.perform((shown) => steps.remove(shown, id));
        }
    }
    /** Shows a person beside the map, with the focus there. */
    private open(id: string, focus: () => void = () => this.panel?.focus(), line?: LineDraft): void {
        this.select(id);
        this.panelLine = line;
        this.stage?.showPerson(id);
        this.afterRender = focus;
    }
    private select(id: string | undefined): void {
        this.panelLine = undefined;
        if (id === this.selectedId) return;
        this.selectedId = id;
        this.attitudes = undefined;
        if (id === undefined || this.look.isForCustomer || this.snapshot) return;
        if (this.view?.seesSentiment) void this.loadAttitudes(id);
        if (this.person?.isPlaceholder) void this.loadCandidates();
    }
    private async loadAttitudes(personId: string): Promise<void> {
        await this.work.attempt(async () => {
            const attitudes = await getAttitudes({ personId });
            if (personId === this.selectedId) this.attitudes = attitudes;
        });
    }
    private async loadCandidates(): Promise<void> {
        await this.work.attempt(async () => {
            this.candidates = await getCandidates({ accountId: this.view?.accountId ?? '' });
        });
    }
    private async add(role?: Gangway.MapRole | null): Promise<void> {
        await this.loadCandidates();
        const { view } = this;
        const people = view ? await askForPeople(view, this.candidates ?? [], role ?? null) : [];
        // The session sends them one after another.
        const answers = await Promise.all(people.map((person) => this.perform((shown) => steps.add(shown, person))));
        const id = answers.at(-1)?.people[0]?.id;
        if (id) this.afterRender = () => this.stage?.showPerson(id);
        this.candidates = undefined;
    }
    private async leave(id: string): Promise<void> {
        const answer = this.view && (await askLeaving(this.view, id));
        if (!answer) return;
        await this.perform((shown) => (answer.givesBack ? steps.giveBack(shown, id) : steps.leave(shown, id, answer)));
    }
    private async makeContact(id: string): Promise<void> {
        const contactId = this.view && (await askContact(this.view, id));
        if (contactId) await this.perform((shown) => steps.change(shown, { id, contactId }));
    }
    private async undo(): Promise<void> {
        await this.work.undo();
        if (this.selectedId && this.view?.seesSentiment) await this.loadAttitudes(this.selectedId);
    }
    private perform(stepOf: (view: Gangway.MapView) => Step): Promise<Gangway.MapChange | undefined> {
        return this.work.perform(stepOf);
    }
    private openPopover(line: LineDraft, { x = 0, y = 0 }: { x?: number; y?: number }): void {
        this.popover = { line, style: `left:min(${x}px, calc(100% - 21rem));top:min(${y}px, calc(100% - 22rem))` };
    }
    private showAsCustomer(isForCustomer: boolean): void {
        this.select(undefined);
        this.popover = undefined;
        this.look = forWhom(this.look, isForCustomer);
    }
    private async export(kind: Format): Promise<void> {
        const { shown } = this;
        if (!shown) return;
        this.isBusy = true;
        await this.work.attempt(async () => {
            const note = [this.snapshot?.name, shown.view.today].filter(Boolean).join(' · ');
            const file = await fileOf(kind, { map: shown.map, heading: this.heading, note });
            download(this.refs?.download as HTMLAnchorElement, file, fileName(this.heading, shown.view.today, kind));
        });
        this.isBusy = false;
    }
    private async openSnapshots(): Promise<void> {
        const { view } = this;
        if (!view) return;
        await this.work.attempt(async () => {
            const snapshot = await askSnapshot(view, () =>
                this.dispatchEvent(new ShowToastEvent({ title: labels.snapshotTaken, variant: 'success' }))
            );
            if (!snapshot) return;
            this.select(undefined);
            this.snapshot = snapshot;
        });
    }
}
