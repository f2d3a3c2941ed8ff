import { LightningElement, api } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { contactText, ATTITUDES, ROLES, rolesOf, rolesText } from 'c/mapWords';
import type { SceneInput } from 'c/mapDraw';
import getMap from '@salesforce/apex/StakeholderMapController.getMap';
import empty from '@salesforce/label/c.Gangway_Map_Empty';
import keyPeople from '@salesforce/label/c.Gangway_Map_Key_People';
import loadFailed from '@salesforce/label/c.Gangway_Map_Could_Not_Load';
import openMap from '@salesforce/label/c.Gangway_Map_Open';

const ORDER = Object.keys(ROLES);
/** So many key people; the map has all. */
const MOST = 8;
const NOBODY: ReadonlySet<string> = new Set();

/** The people of a deal or a plan at a glance: coverage, gaps, who has which role, and the map in small. Changing is the map's own. */
export default class StakeholderMapCompact extends NavigationMixin(LightningElement) {
    @api recordId?: string;

    labels = Object.freeze({ empty, keyPeople, loadFailed, openMap });
    view?: Gangway.MapView;
    map?: SceneInput;
    loadError?: unknown;

    override connectedCallback(): void {
        void this.load();
    }
    get isLoading(): boolean {
        return !this.view && !this.loadError;
    }
    get isEmpty(): boolean {
        return this.view?.people.length === 0;
    }
    get keyPeople(): { id: string; name: string; story: string }[] {
        const place = (person: Gangway.MapPerson): number => ORDER.indexOf(rolesOf(person)[0] ?? '');
        return (this.view?.people ?? [])
            .filter((person) => place(person) >= 0 && person.status !== 'Left')
            .sort((left, right) => place(left) - place(right) || left.name.localeCompare(right.name))
            .slice(0, MOST)
            .map((person) => ({
                id: person.id,
                name: person.name,
                story: [
                    rolesText(person),
                    person.attitude && ATTITUDES[person.attitude],
                    person.side === 'Us' ? '' : contactText(person)
                ]
                    .filter(Boolean)
                    .join(' · ')
            }));
    }
    get hasKeyPeople(): boolean {
        return this.keyPeople.length > 0;
    }

    handleOpen(): void {
        this[NavigationMixin.Navigate]({
            type: 'standard__recordPage',
            attributes: { recordId: this.view?.accountId, objectApiName: 'Account', actionName: 'view' }
        });
    }
    handleRetry(): void {
        this.loadError = undefined;
        void this.load();
    }

    private async load(): Promise<void> {
        try {
            const view = await getMap({ recordId: this.recordId ?? '' });
            this.view = { ...view, mayEdit: false };
            this.map = {
                people: view.people,
                links: view.links,
                accountName: view.accountName,
                colourBy: 'role',
                arrange: 'lines',
                collapsed: NOBODY,
                dimmed: NOBODY,
                found: NOBODY,
                kinds: new Set(['Influence', 'Conflict', 'Informal']),
                minStrength: 1
            };
        } catch (error) {
            this.loadError = error;
        }
    }
}
