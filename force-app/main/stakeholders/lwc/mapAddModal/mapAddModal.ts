import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { reportInputs } from 'c/gangwayInputs';
import { optionsOf, ROLES, SIDES } from 'c/mapWords';
import type { Choice } from 'c/mapPicker';
import add from '@salesforce/label/c.Gangway_Add';
import addSomebody from '@salesforce/label/c.Gangway_Map_Add_Unknown';
import cancel from '@salesforce/label/c.Gangway_Cancel';
import candidatesLabel from '@salesforce/label/c.Gangway_Map_Candidates';
import department from '@salesforce/label/c.Gangway_Map_Department';
import heading from '@salesforce/label/c.Gangway_Map_Add_People';
import name from '@salesforce/label/c.Gangway_Person_Name';
import nameHelp from '@salesforce/label/c.Gangway_Person_Name_Help';
import noCandidates from '@salesforce/label/c.Gangway_Map_No_Candidates';
import nobody from '@salesforce/label/c.Gangway_Map_Nobody';
import notSaid from '@salesforce/label/c.Gangway_Not_Said';
import organisation from '@salesforce/label/c.Gangway_Map_Organisation';
import reportsTo from '@salesforce/label/c.Gangway_Map_Reports_To';
import role from '@salesforce/label/c.Gangway_Role';
import search from '@salesforce/label/c.Gangway_Map_Search';
import side from '@salesforce/label/c.Gangway_Map_Belongs_To';
import title from '@salesforce/label/c.Gangway_Person_Title';

/** Chooses candidates, or names somebody not yet known. Closes with people to add, or with nothing. */
export default class MapAddModal extends LightningModal {
    declare static open: (options: {
        size: 'small';
        label: string;
        candidates: readonly Gangway.MapCandidate[];
        people: readonly Choice[];
        missingRole?: Gangway.MapRole | null;
    }) => Promise<Gangway.MapPersonInput[] | undefined>;

    @api candidates: readonly Gangway.MapCandidate[] = [];
    @api people: readonly Choice[] = [];
    /** The role that is missing. */
    @api missingRole?: Gangway.MapRole | null;

    labels = Object.freeze({
        add,
        addSomebody,
        cancel,
        candidatesLabel,
        department,
        heading,
        name,
        nameHelp,
        noCandidates,
        nobody,
        organisation,
        reportsTo,
        role,
        search,
        side,
        title
    });
    roleOptions = [{ value: '', label: notSaid }, ...optionsOf(ROLES)];
    sideOptions = optionsOf(SIDES);
    chosen: readonly number[] = [];
    unknown: Gangway.MapPersonInput = {};
    searched = '';

    get form(): Record<string, unknown> {
        return { side: 'Customer', ...this.unknown, role: this.unknown.role ?? this.missingRole ?? '' };
    }
    get isPartner(): boolean {
        return this.unknown.side === 'Partner';
    }
    get offers(): object[] {
        const words = this.searched.toLowerCase();
        return this.candidates
            .map((candidate, position) => ({
                key: position,
                text: [candidate.name, candidate.title].filter(Boolean).join(' · '),
                origin: candidate.origin,
                isChosen: this.chosen.includes(position)
            }))
            .filter(({ text }) => text.toLowerCase().includes(words));
    }
    get hasCandidates(): boolean {
        return this.candidates.length > 0;
    }
    get isUnknownNamed(): boolean {
        return Boolean(this.unknown.name?.trim());
    }
    get hasNothing(): boolean {
        return this.chosen.length === 0 && !this.isUnknownNamed;
    }

    handleSearch(event: CustomEvent<{ value: string }>): void {
        this.searched = event.detail.value;
    }
    handleChoose(event: CustomEvent<{ checked: boolean }>): void {
        const position = Number((event.currentTarget as HTMLElement).dataset.position);
        this.chosen = event.detail.checked ? [...this.chosen, position] : this.chosen.filter((one) => one !== position);
    }
    handleField(event: CustomEvent<{ value: string }>): void {
        const { name: member } = event.target as unknown as { name: keyof Gangway.MapPersonInput };
        this.unknown = { ...this.unknown, [member]: event.detail.value || null };
    }
    handleReportsTo(event: CustomEvent<{ id: string | null }>): void {
        this.unknown = { ...this.unknown, reportsToId: event.detail.id };
    }
    handleCancel(): void {
        this.close();
    }
    handleAdd(): void {
        if (this.hasNothing || !reportInputs(this.template)) return;
        const chosen = this.chosen.flatMap((position): Gangway.MapPersonInput[] => {
            const candidate = this.candidates[position];
            if (!candidate) return [];
            const { contactId, userId, name: called, title: of, role: known } = candidate;
            return [
                {
                    name: called,
                    title: of,
                    ...(contactId ? { contactId } : {}),
                    ...(userId ? { userId, side: 'Us' as const } : {}),
                    role: known ?? (this.chosen.length === 1 && !userId ? (this.missingRole ?? null) : null)
                }
            ];
        });
        const { missingRole: asked } = this;
        this.close([
            ...chosen,
            ...(this.isUnknownNamed
                ? [{ ...this.unknown, ...(this.unknown.role === undefined && asked ? { role: asked } : {}) }]
                : [])
        ]);
    }
}
