import { Drafts, normal, openMembers, pick, type Conflict, type Values } from './drafts';
import { DraftRows, type Row } from './draftRows';
import { isTemporary, SaveQueue, type SaveState } from './saveQueue';

export type { Conflict } from './drafts';
export { isTemporary, type SaveState, type SavePhase } from './saveQueue';

/** What the session saves with: the controller's methods for one handoff. */
export interface HandoffCalls {
    saveFields(base: Gangway.HandoffChange, change: Gangway.HandoffChange): Promise<Gangway.SavedHandoff>;
    saveItem(base: Gangway.HandoffItem | null, item: Gangway.HandoffItem): Promise<Gangway.SavedHandoff>;
    deleteItem(itemId: string): Promise<Gangway.HandoffView>;
    savePerson(base: Gangway.Person | null, person: Gangway.Person): Promise<Gangway.SavedHandoff>;
}
export type FieldName = keyof Gangway.HandoffChange;
/** A promise, outcome, risk or question as it is on the page. */
export type RowView = Row<Gangway.HandoffItem>;
/** Somebody of the map as on the page. */
export type PersonView = Row<Gangway.Person>;
/** A person as typed, over the person that the user saw when they began; nobody for a new one. */
export interface PersonEdit {
    base: Gangway.Person | null;
    person: Gangway.Person;
    rowKey?: string;
}

/** The form's own fields are drafted under this key, rows under theirs. */
export const FORM = 'form';

/** Sessions that are open or not yet saved: whoever comes back, or shows the same handoff twice, finds what was typed. */
const sessions = new Map<string, EditSession>();
const edited = new Set<string>();

/**
 * One handoff being edited: what the org has, what was typed over it, and what became of saving it. Nothing of it outlives the app's page.
 * Everything typed stays until the org has it or the user gives it up.
 */
export class EditSession {
    readonly queue: SaveQueue;
    private server: Gangway.HandoffView;
    private calls: HandoffCalls;
    private readonly form = new Drafts();
    private readonly items = new DraftRows<Gangway.HandoffItem>(() => this.server.items);
    private readonly people = new DraftRows<Gangway.Person>(() => this.server.people);
    private readonly listeners = new Set<() => void>();

    constructor(view: Gangway.HandoffView, calls: HandoffCalls) {
        this.server = view;
        this.calls = calls;
        this.queue = new SaveQueue(() => this.changed());
    }

    /** The handoff as it is in the org. */
    get saved(): Gangway.HandoffView {
        return this.server;
    }
    /** The handoff as it is on the page. */
    get view(): Gangway.HandoffView {
        return { ...this.server, ...this.typedFields, items: this.rows, people: this.persons };
    }
    get rows(): RowView[] {
        return this.items.rows;
    }
    get persons(): PersonView[] {
        return this.people.rows;
    }
    get conflicts(): readonly Conflict[] {
        return [this.form, this.items.drafts, this.people.drafts].flatMap(({ conflicts }) => conflicts);
    }
    /** Is anything typed that the org does not have? A new row without a word is nothing. */
    get isDirty(): boolean {
        return (
            this.queue.isDirty ||
            this.conflicts.length > 0 ||
            this.form.all.length > 0 ||
            this.people.drafts.all.length > 0 ||
            this.items.drafts.all.some(
                ([, { base, mine }]) => base !== null || Boolean(normal(mine.text)) || Boolean(normal(mine.detail))
            )
        );
    }
    get state(): SaveState {
        const { state } = this.queue;
        return state.phase === 'saved' && this.isDirty ? { ...state, phase: 'unsaved' } : state;
    }

    subscribe(listener: () => void): () => void {
        this.listeners.add(listener);
        return () => {
            this.listeners.delete(listener);
            this.closeIfDone();
        };
    }
    /** The org's newest, from elsewhere; what is typed stays. */
    adopt(view: Gangway.HandoffView, calls: HandoffCalls = this.calls): void {
        this.server = view;
        this.calls = calls;
        this.changed();
    }

    typeField(name: FieldName, value: string | number | null): void {
        const { base, mine } = this.form.get(FORM) ?? { base: {}, mine: {} };
        const ground = base && name in base ? base : { ...base, [name]: this.server[name] ?? null };
        this.form.put(FORM, { base: ground, mine: { ...mine, [name]: value } });
        if (!this.form.isConflicting(FORM, name)) this.queue.put(FORM, () => this.saveForm());
        else this.changed();
    }
    /** An empty row to type into; it is saved once it has words. */
    addRow(kind: Gangway.HandoffItemKind): string {
        const nothing = { id: null, text: '', detail: null, dueDate: null, certainty: null, source: null };
        const rowKey = this.items.add({ ...nothing, kind, isFirstValue: false });
        this.changed();
        return rowKey;
    }
    typeRow(rowKey: string, change: Partial<Gangway.HandoffItem>): void {
        const typed = this.items.type(rowKey, change);
        const mayBeSaved = Boolean(normal(typed.text)) && !this.items.drafts.isConflicting(rowKey);
        if (mayBeSaved) this.queue.put(rowKey, () => this.saveItem(rowKey));
        else this.queue.drop(rowKey);
    }
    removeRow(rowKey: string): void {
        const wasNew = !this.items.find(rowKey) && !this.queue.isDirty;
        this.items.hide(rowKey);
        if (wasNew) this.forget(rowKey);
        // Behind a save of the same row that is under way, which tells the Id.
        else this.queue.put(rowKey, () => this.deleteRow(rowKey));
        void this.queue.flush();
    }
    /** Shown at once, and sent until the org has it. */
    savePerson({ base, person, rowKey }: PersonEdit): void {
        const key = rowKey ?? this.people.add(person);
        this.people.type(key, person, base ?? undefined);
        if (this.people.drafts.isConflicting(key)) this.changed();
        else this.queue.put(key, () => this.savePersonRow(key));
        void this.queue.flush();
    }
    /** Decides a conflict: mine is saved over theirs, or theirs stays. */
    resolve({ rowKey, member }: { rowKey: string; member: string }, keep: 'mine' | 'theirs'): void {
        const isPerson = this.people.drafts.isConflicting(rowKey);
        const drafts = rowKey === FORM ? this.form : (isPerson ? this.people : this.items).drafts;
        const theirs = rowKey === FORM ? this.server : (isPerson ? this.people : this.items).find(rowKey);
        const save = (): Promise<void> => {
            if (rowKey === FORM) return this.saveForm();
            return isPerson ? this.savePersonRow(rowKey) : this.saveItem(rowKey);
        };
        if (drafts.resolve(rowKey, member, keep, { ...theirs })) this.queue.put(rowKey, save);
        else this.queue.drop(rowKey);
        void this.queue.flush();
    }

    /** What is typed into the form and not yet saved: what is saved follows the org. */
    private get typedFields(): Values {
        const draft = this.form.get(FORM);
        return draft ? pick(draft.mine, openMembers(draft)) : {};
    }
    private async saveForm(): Promise<void> {
        const draft = this.form.get(FORM);
        if (!draft) return;
        const names = openMembers(draft).filter((name) => !this.form.isConflicting(FORM, name));
        if (names.length === 0) {
            // Typed back to what it was.
            if (!this.form.isConflicting(FORM)) this.form.drop(FORM);
            return;
        }
        const sent = pick(draft.mine, names);
        const result = await this.calls.saveFields(pick(draft.base, names), sent);
        this.received(result.handoff);
        this.form.take(FORM, result.conflicts, sent, { ...result.handoff });
    }
    private saveItem(rowKey: string): Promise<void> {
        return this.saveRow(
            this.items,
            rowKey,
            (base, item) => this.calls.saveItem(base, item),
            (sent, row) => row.kind === sent.kind && row.text === sent.text
        );
    }
    private savePersonRow(rowKey: string): Promise<void> {
        return this.saveRow(
            this.people,
            rowKey,
            (base, person) => this.calls.savePerson(base, person),
            (sent, row) => row.name === sent.name && row.role === sent.role
        );
    }
    /** Saves a row; one that was new is found again by its key, or as the one that was not there and looks like it. */
    private async saveRow<Kind extends Gangway.HandoffItem | Gangway.Person>(
        list: DraftRows<Kind>,
        rowKey: string,
        call: (base: Kind | null, row: Kind) => Promise<Gangway.SavedHandoff>,
        looksLike: (sent: Kind, row: Kind) => boolean
    ): Promise<void> {
        const draft = list.drafts.get(rowKey);
        if (!draft || list.isRemoved(rowKey)) return;
        const id = list.idOf(rowKey);
        const sent = { ...draft.mine, ...(id ? { id } : {}) } as unknown as Kind;
        const before = new Set(list.ids);
        const { handoff, conflicts } = await call(draft.base as Kind | null, sent);
        this.received(handoff);
        if (!id) list.made(rowKey, before, (row) => looksLike(sent, row));
        list.drafts.take(rowKey, conflicts, { ...sent }, { ...(list.find(rowKey) ?? sent) });
    }
    private async deleteRow(rowKey: string): Promise<void> {
        const id = this.items.idOf(rowKey);
        try {
            if (id) this.received(await this.calls.deleteItem(id));
        } catch (error) {
            if (!isTemporary(error)) this.items.show(rowKey);
            throw error;
        }
        this.forget(rowKey);
    }
    private received(handoff: Gangway.HandoffView): void {
        this.server = handoff;
        edited.add(handoff.id);
    }
    private forget(rowKey: string): void {
        this.items.forget(rowKey);
        this.queue.drop(rowKey);
    }
    private changed(): void {
        for (const listener of [...this.listeners]) listener();
        this.closeIfDone();
    }
    private closeIfDone(): void {
        const isOpen = this.listeners.size > 0 || this.isDirty;
        if (!isOpen && sessions.get(this.server.id) === this) sessions.delete(this.server.id);
    }
}

/** Was this handoff changed here since the app was loaded? Then what a cache has of it is old. */
export const wasEdited = (handoffId: string): boolean => edited.has(handoffId);

/** The session of a handoff: the one that is open, or a new one. */
export const openSession = (view: Gangway.HandoffView, calls: HandoffCalls): EditSession => {
    const open = sessions.get(view.id);
    if (open) {
        open.adopt(view, calls);
        return open;
    }
    const session = new EditSession(view, calls);
    sessions.set(view.id, session);
    return session;
};
