import { LightningElement, api } from 'lwc';
import deleteItem from '@salesforce/apex/HandoffController.deleteItem';
import saveHandoff from '@salesforce/apex/HandoffController.saveHandoff';
import saveItem from '@salesforce/apex/HandoffController.saveItem';
import savePerson from '@salesforce/apex/HandoffController.savePerson';
import { otherReasons } from 'c/handoffWords';
import {
    openSession,
    type Conflict,
    type EditSession,
    type FieldName,
    type PersonEdit,
    type PersonView,
    type RowView,
    type SaveState
} from 'c/handoffSession';
import cameBack from '@salesforce/label/c.Gangway_Came_Back';
import type HandoffForm from 'c/handoffForm';

/**
 * A handoff being written: it saves as one types, keeps what it cannot save, and asks before unsaved words are left.
 * Emits `handoffchange` with the handoff as the org has it after each save.
 */
export default class HandoffEditor extends LightningElement {
    /** The handoff as it was loaded; what this editor saves is not to be given back. */
    @api
    get handoff(): Gangway.HandoffView | undefined {
        return this.given;
    }
    set handoff(handoff: Gangway.HandoffView | undefined) {
        this.given = handoff;
        if (handoff && this.isConnected) this.open(handoff);
    }

    view?: Gangway.HandoffView;
    rows: readonly RowView[] = [];
    people: readonly PersonView[] = [];
    conflicts: readonly Conflict[] = [];
    state: SaveState = { phase: 'saved' };
    currentSection = 'why';

    labels = Object.freeze({ cameBack });

    private given?: Gangway.HandoffView;
    private session?: EditSession;
    private leaveSession?: () => void;
    private emitted?: Gangway.HandoffView;

    get generalReasons(): string {
        return otherReasons(this.view?.returnReasonList);
    }

    /**
     * Saves what was typed, at once.
     * @returns whether everything is in the org now
     */
    @api
    async flush(): Promise<boolean> {
        await this.session?.queue.flush();
        return !this.isDirty;
    }
    /** Is anything typed that the org does not have? */
    @api
    get isDirty(): boolean {
        return (this.session?.isDirty ?? false) || (this.form?.isTyping ?? false);
    }

    override connectedCallback(): void {
        if (this.given) this.open(this.given);
        window.addEventListener('beforeunload', this.askBeforeLeaving);
        window.addEventListener('online', this.retryOnline);
        document.addEventListener('visibilitychange', this.saveWhenHidden);
    }
    override disconnectedCallback(): void {
        window.removeEventListener('online', this.retryOnline);
        document.removeEventListener('visibilitychange', this.saveWhenHidden);
        const { session } = this;
        if (!session) return;
        // Another page of the app: what is typed goes on being saved, and the browser still asks until it is.
        const stopWatching = session.subscribe(() => {
            if (session.isDirty) return;
            stopWatching();
            window.removeEventListener('beforeunload', this.askBeforeLeaving);
        });
        this.leaveSession?.();
        // Tells the watcher above, also where there was nothing to save.
        void session.queue.flush();
    }

    handleJump(event: CustomEvent<{ section: string; key?: string }>): void {
        const { section, key } = event.detail;
        this.currentSection = section;
        if (key) this.form?.focusRequirement(key, section);
        else this.form?.focusSection(section);
    }
    handleSectionEnter(event: CustomEvent<{ section: string }>): void {
        this.currentSection = event.detail.section;
    }
    handleFieldType(event: CustomEvent<{ name: FieldName; value: string | number | null }>): void {
        this.session?.typeField(event.detail.name, event.detail.value);
    }
    handleFieldLeave(): void {
        this.session?.queue.hurry();
    }
    handleRowAdd(event: CustomEvent<{ kind: Gangway.HandoffItemKind }>): void {
        this.session?.addRow(event.detail.kind);
    }
    handleRowType(event: CustomEvent<{ rowKey: string; change: Partial<Gangway.HandoffItem> }>): void {
        this.session?.typeRow(event.detail.rowKey, event.detail.change);
    }
    handleRowRemove(event: CustomEvent<{ rowKey: string }>): void {
        this.session?.removeRow(event.detail.rowKey);
    }
    handlePersonSave(event: CustomEvent<PersonEdit>): void {
        this.session?.savePerson(event.detail);
    }
    handleResolve(event: CustomEvent<{ rowKey: string; member: string; keep: 'mine' | 'theirs' }>): void {
        this.session?.resolve(event.detail, event.detail.keep);
    }
    handleRetry(): void {
        void this.session?.queue.retry();
    }

    private get form(): (HTMLElement & HandoffForm) | null {
        return this.template?.querySelector<HTMLElement & HandoffForm>('c-handoff-form') ?? null;
    }
    private open(handoff: Gangway.HandoffView): void {
        this.leaveSession?.();
        const handoffId = handoff.id;
        const session = openSession(handoff, {
            saveFields: (base, change) => saveHandoff({ handoffId, base, change }),
            saveItem: (base, item) => saveItem({ handoffId, base, item }),
            deleteItem: (itemId) => deleteItem({ handoffId, itemId }),
            savePerson: (base, person) => savePerson({ handoffId, base, person })
        });
        this.session = session;
        this.emitted = handoff;
        this.leaveSession = session.subscribe(() => this.show());
        this.show();
    }
    private show(): void {
        const { session } = this;
        if (!session) return;
        this.view = session.view;
        this.rows = session.rows;
        this.people = session.persons;
        this.conflicts = session.conflicts;
        this.state = session.state;
        if (session.saved === this.emitted) return;
        this.emitted = session.saved;
        this.dispatchEvent(new CustomEvent('handoffchange', { detail: { handoff: session.saved } }));
    }

    private readonly askBeforeLeaving = (event: BeforeUnloadEvent): void => {
        if (!this.isDirty) return;
        void this.session?.queue.flush();
        event.preventDefault();
    };
    private readonly retryOnline = (): void => {
        void this.session?.queue.flush();
    };
    private readonly saveWhenHidden = (): void => {
        if (document.visibilityState === 'hidden') void this.session?.queue.flush();
    };
}
