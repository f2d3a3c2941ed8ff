import { isTemporary, SaveQueue, type SaveState } from './saveQueue';

export { isTemporary, type SaveState, type SavePhase } from './saveQueue';

/** What the session saves with: the controller's methods for one handoff. */
export interface HandoffCalls {
    saveFields(base: Gangway.HandoffChange, change: Gangway.HandoffChange): Promise<Gangway.SavedHandoff>;
    saveItem(base: Gangway.HandoffItem | null, item: Gangway.HandoffItem): Promise<Gangway.SavedHandoff>;
    deleteItem(itemId: string): Promise<Gangway.HandoffView>;
    savePerson(person: Gangway.Person): Promise<Gangway.HandoffView>;
}
export type FieldName = keyof Gangway.HandoffChange;
/** A promise, outcome, risk or question as it is on the page: `rowKey` stays the same when a new one gets its Id. */
export interface RowView extends Gangway.HandoffItem {
    rowKey: string;
}
/** Somebody of the map as on the page. */
export interface PersonView extends Gangway.Person {
    personKey: string;
}
/** The form's fields, or one row, that two people changed. */
export interface Conflict extends Gangway.FieldConflict {
    rowKey: string;
}
type Values = Record<string, unknown>;
/** What was typed and is not yet saved, over what was there before. */
interface Draft {
    base: Values | null;
    mine: Values;
}

/** The form's own fields are drafted under this key, rows under theirs. */
export const FORM = 'form';
const FIELDS: readonly FieldName[] = [
    'whyBought',
    'firstValue',
    'contractDate',
    'kickoffDate',
    'annualValue',
    'competitors',
    'nextStep'
];
const normal = (value: unknown): unknown => (value === '' || value === undefined ? null : value);
const isSame = (one: unknown, other: unknown): boolean => normal(one) === normal(other);

/** An Id that only this page knows, so that a save tried twice makes one row. */
const newKey = (): string => `new-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}`;

/** Sessions that are open or not yet saved: whoever comes back, or shows the same handoff twice, finds what was typed. */
const sessions = new Map<string, EditSession>();
const edited = new Set<string>();
const markEdited = (handoffId: string): void => {
    edited.add(handoffId);
};

/**
 * One handoff being edited: what the org has, what was typed over it, and what became of saving it. Nothing of it outlives the app's page.
 * Everything typed stays until the org has it or the user gives it up.
 */
export class EditSession {
    readonly queue: SaveQueue;
    conflicts: readonly Conflict[] = [];
    private server: Gangway.HandoffView;
    private calls: HandoffCalls;
    private readonly drafts = new Map<string, Draft>();
    private readonly people = new Map<string, PersonView>();
    /** Id → key of a row that was made here. */
    private readonly rowKeys = new Map<string, string>();
    private readonly removed = new Set<string>();
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
        const form = this.drafts.get(FORM)?.mine ?? {};
        return { ...this.server, ...form, items: this.rows, people: this.persons };
    }
    get rows(): RowView[] {
        const known = this.server.items
            .map((item): RowView => ({ ...item, rowKey: this.keyOf(item) }))
            .filter(({ rowKey }) => !this.removed.has(rowKey))
            .map((row): RowView => ({ ...row, ...this.drafts.get(row.rowKey)?.mine, rowKey: row.rowKey }));
        const keys = new Set(known.map(({ rowKey }) => rowKey));
        const added = [...this.drafts]
            .filter(([key]) => key !== FORM && !keys.has(key) && !this.removed.has(key))
            .map(([rowKey, { mine }]): RowView => ({ ...(mine as unknown as Gangway.HandoffItem), rowKey }));
        return [...known, ...added];
    }
    get persons(): PersonView[] {
        const pending = new Map(this.people);
        const known = this.server.people.map((person) => {
            const personKey = person.id ?? '';
            const mine = pending.get(personKey);
            pending.delete(personKey);
            return mine ?? { ...person, personKey };
        });
        return [...known, ...pending.values()];
    }
    /** Is anything typed that the org does not have? A new row without a word is nothing. */
    get isDirty(): boolean {
        const isTyped = ([key, { base, mine }]: [string, Draft]): boolean =>
            key === FORM || base !== null || Boolean(normal(mine.text)) || Boolean(normal(mine.detail));
        return this.queue.isDirty || this.conflicts.length > 0 || [...this.drafts].some(isTyped);
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
        const base = (this.drafts.get(FORM)?.base ?? {}) as Gangway.HandoffChange;
        const before = name in base ? base : { ...base, [name]: this.server[name] ?? null };
        const mine = { ...this.drafts.get(FORM)?.mine, [name]: value };
        this.drafts.set(FORM, { base: before as Values, mine });
        if (!this.isConflicting(FORM, name)) this.queue.put(FORM, () => this.saveForm());
        else this.changed();
    }
    /** An empty row to type into; it is saved once it has words. */
    addRow(kind: Gangway.HandoffItemKind): string {
        const rowKey = newKey();
        const mine: Gangway.HandoffItem = {
            id: null,
            key: rowKey,
            kind,
            text: '',
            detail: null,
            dueDate: null,
            certainty: null,
            source: null,
            isFirstValue: false
        };
        this.drafts.set(rowKey, { base: null, mine: mine as unknown as Values });
        this.changed();
        return rowKey;
    }
    typeRow(rowKey: string, change: Partial<Gangway.HandoffItem>): void {
        const current = this.itemOf(rowKey);
        const draft = this.drafts.get(rowKey);
        const mine = { ...(draft?.mine ?? (current as unknown as Values)), ...change };
        this.drafts.set(rowKey, { base: draft ? draft.base : ((current ?? null) as Values | null), mine });
        const isStuck = this.conflicts.some((conflict) => conflict.rowKey === rowKey);
        if (normal(mine.text) && !isStuck) this.queue.put(rowKey, () => this.saveRow(rowKey));
        else this.queue.drop(rowKey);
    }
    removeRow(rowKey: string): void {
        this.conflicts = this.conflicts.filter((conflict) => conflict.rowKey !== rowKey);
        const wasNew = !this.itemOf(rowKey) && !this.queue.isDirty;
        this.removed.add(rowKey);
        if (wasNew) this.forget(rowKey);
        // Behind a save of the same row that is under way, which tells the Id.
        else this.queue.put(rowKey, () => this.deleteRow(rowKey));
        void this.queue.flush();
    }
    /** Shown at once, and sent until the org has it. */
    savePerson({ personKey, ...person }: Gangway.Person & { personKey?: string }): void {
        const key = person.id ?? personKey ?? newKey();
        const shown: PersonView = { ...person, personKey: key };
        this.people.set(key, shown);
        this.queue.put(`person:${key}`, async () => {
            this.server = await this.calls.savePerson(person);
            if (this.people.get(key) === shown) this.people.delete(key);
            markEdited(this.server.id);
        });
        void this.queue.flush();
    }
    /** Decides a conflict: mine is saved over theirs, or theirs stays. */
    resolve({ rowKey, member }: { rowKey: string; member: string }, keep: 'mine' | 'theirs'): void {
        const draft = this.drafts.get(rowKey);
        this.conflicts = this.conflicts.filter((other) => other.rowKey !== rowKey || other.member !== member);
        if (!draft) {
            this.changed();
            return;
        }
        const theirs = ((rowKey === FORM ? this.server : this.itemOf(rowKey)) ?? {}) as unknown as Values;
        const base = { ...draft.base, [member]: theirs[member] ?? null };
        const mine = keep === 'mine' ? draft.mine : { ...draft.mine, [member]: theirs[member] ?? null };
        this.drafts.set(rowKey, { base, mine });
        this.settle(rowKey, base);
        if (!this.drafts.has(rowKey)) this.queue.drop(rowKey);
        else this.queue.put(rowKey, () => (rowKey === FORM ? this.saveForm() : this.saveRow(rowKey)));
        void this.queue.flush();
    }

    private async saveForm(): Promise<void> {
        const draft = this.drafts.get(FORM);
        if (!draft) return;
        const names = FIELDS.filter((name) => name in draft.mine && !this.isConflicting(FORM, name));
        if (names.length === 0) return;
        const pick = (values: Values | null): Gangway.HandoffChange =>
            Object.fromEntries(names.map((name) => [name, normal(values?.[name])]));
        const sent = pick(draft.mine);
        const result = await this.calls.saveFields(pick(draft.base), sent);
        this.take(FORM, result, sent as Values, result.handoff as unknown as Values);
    }
    private async saveRow(rowKey: string): Promise<void> {
        const draft = this.drafts.get(rowKey);
        if (!draft || this.removed.has(rowKey)) return;
        const id = this.idOf(rowKey);
        const sent = { ...draft.mine, ...(id ? { id } : {}) } as unknown as Gangway.HandoffItem;
        const known = new Set(this.server.items.map((item) => item.id));
        const result = await this.calls.saveItem(draft.base as Gangway.HandoffItem | null, sent);
        if (!id) {
            const made =
                result.handoff.items.find(({ key }) => key === rowKey) ??
                result.handoff.items.find(
                    (item) => !known.has(item.id) && item.kind === sent.kind && item.text === sent.text
                );
            if (made?.id) this.rowKeys.set(made.id, rowKey);
        }
        this.server = result.handoff;
        this.take(rowKey, result, sent as unknown as Values, (this.itemOf(rowKey) ?? sent) as unknown as Values);
    }
    private async deleteRow(rowKey: string): Promise<void> {
        const id = this.idOf(rowKey);
        try {
            if (id) this.server = await this.calls.deleteItem(id);
        } catch (error) {
            if (!isTemporary(error)) this.removed.delete(rowKey);
            throw error;
        }
        markEdited(this.server.id);
        this.forget(rowKey);
    }
    /** After a save: what the org has now is the ground for what is typed next. */
    private take(rowKey: string, { handoff, conflicts }: Gangway.SavedHandoff, sent: Values, now: Values): void {
        this.server = handoff;
        markEdited(handoff.id);
        const clashing = new Set(conflicts.map(({ member }) => member));
        const others = this.conflicts.filter((one) => one.rowKey !== rowKey || !(one.member in sent));
        this.conflicts = [...others, ...conflicts.map((conflict) => ({ ...conflict, rowKey }))];
        const draft = this.drafts.get(rowKey);
        if (!draft) return;
        const base: Values = { ...draft.base };
        for (const member of Object.keys(sent)) if (!clashing.has(member)) base[member] = now[member] ?? null;
        const mine = { ...draft.mine };
        // The org may have written it otherwise: that is shown, unless typing went on.
        for (const member of Object.keys(sent))
            if (!clashing.has(member) && isSame(mine[member], sent[member])) mine[member] = base[member];
        this.drafts.set(rowKey, { base, mine });
        this.settle(rowKey, base);
    }
    /** A draft that says what its ground says is none. */
    private settle(rowKey: string, base: Values): void {
        const draft = this.drafts.get(rowKey);
        if (!draft || this.conflicts.some((conflict) => conflict.rowKey === rowKey)) return;
        const open = Object.keys(draft.mine).filter((member) => !isSame(draft.mine[member], base[member]));
        const typed = open.filter((member) => !['id', 'key', 'rowKey'].includes(member));
        if (typed.length === 0) this.drafts.delete(rowKey);
        else if (rowKey === FORM) {
            const mine = Object.fromEntries(typed.map((member) => [member, draft.mine[member]]));
            this.drafts.set(FORM, { base: draft.base, mine });
        }
    }
    private forget(rowKey: string): void {
        this.drafts.delete(rowKey);
        this.removed.delete(rowKey);
        this.queue.drop(rowKey);
    }
    private isConflicting(rowKey: string, member: string): boolean {
        return this.conflicts.some((conflict) => conflict.rowKey === rowKey && conflict.member === member);
    }
    private keyOf(item: Gangway.HandoffItem): string {
        const id = item.id ?? '';
        return this.rowKeys.get(id) ?? id;
    }
    private itemOf(rowKey: string): Gangway.HandoffItem | undefined {
        return this.server.items.find((item) => this.keyOf(item) === rowKey);
    }
    private idOf(rowKey: string): string | null {
        const item = this.itemOf(rowKey);
        if (item?.id) return item.id;
        return [...this.rowKeys].find(([, key]) => key === rowKey)?.[0] ?? null;
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
