import { LightningElement, api } from 'lwc';
import { format } from 'c/gangwayFormat';
import { sortedPeople, type PersonColumn, type Sorting } from 'c/mapModel';
import { ATTITUDES, contactText, COVERAGES, influenceDots, KINDS, rolesText, SIDES, STATUSES } from 'c/mapWords';
import actions from '@salesforce/label/c.Gangway_Map_Actions_Of';
import attitude from '@salesforce/label/c.Gangway_Map_Attitude';
import coverage from '@salesforce/label/c.Gangway_Map_Relationship';
import coveredBy from '@salesforce/label/c.Gangway_Map_Covered_By';
import department from '@salesforce/label/c.Gangway_Map_Department';
import drawLine from '@salesforce/label/c.Gangway_Map_Draw_Line';
import edit from '@salesforce/label/c.Gangway_Edit';
import fromLabel from '@salesforce/label/c.Gangway_Map_From';
import influence from '@salesforce/label/c.Gangway_Map_Influence';
import influenceOf from '@salesforce/label/c.Gangway_Map_Influence_Of_Five';
import kind from '@salesforce/label/c.Gangway_Map_Line_Kind';
import lastContact from '@salesforce/label/c.Gangway_Map_Last_Contact';
import leaving from '@salesforce/label/c.Gangway_Map_Mark_Leaving';
import lines from '@salesforce/label/c.Gangway_Map_Lines';
import more from '@salesforce/label/c.Gangway_Map_Show_More_Rows';
import name from '@salesforce/label/c.Gangway_Person_Name';
import noMatch from '@salesforce/label/c.Gangway_Map_No_Match';
import note from '@salesforce/label/c.Gangway_Map_Line_Note';
import notYetKnown from '@salesforce/label/c.Gangway_Not_Yet_Known';
import people from '@salesforce/label/c.Gangway_Map_People';
import remove from '@salesforce/label/c.Gangway_Map_Remove_Person';
import removeLine from '@salesforce/label/c.Gangway_Map_Remove_Line';
import reportsTo from '@salesforce/label/c.Gangway_Map_Reports_To';
import role from '@salesforce/label/c.Gangway_Role';
import spokeToday from '@salesforce/label/c.Gangway_Map_Spoke_Today';
import status from '@salesforce/label/c.Gangway_Map_Status';
import strength from '@salesforce/label/c.Gangway_Map_Line_Strength';
import title from '@salesforce/label/c.Gangway_Person_Title';
import toLabel from '@salesforce/label/c.Gangway_Map_Line_To';
import trendDown from '@salesforce/label/c.Gangway_Map_Trend_Down';
import trendUp from '@salesforce/label/c.Gangway_Map_Trend_Up';

const PAGE = 100;
const SENTIMENT: readonly PersonColumn[] = ['attitude', 'influence'];
const COLUMNS: readonly { column: PersonColumn; label: string }[] = [
    { column: 'name', label: name },
    { column: 'title', label: title },
    { column: 'unit', label: department },
    { column: 'manager', label: reportsTo },
    { column: 'role', label: role },
    { column: 'attitude', label: attitude },
    { column: 'influence', label: influence },
    { column: 'coverage', label: coverage },
    { column: 'coveredBy', label: coveredBy },
    { column: 'lastContact', label: lastContact },
    { column: 'status', label: status }
];
/** What stays at the customer's: no opinions, and nothing of how we work. */
const CUSTOMER_COLUMNS: readonly PersonColumn[] = ['name', 'title', 'unit', 'manager', 'role'];

/** The same map as rows: everything that cards and lines say and allow. Emits `personaction`, `chooseline` and `removeline`. */
export default class MapTable extends LightningElement {
    @api view?: Gangway.MapView;
    /** Who is left after search and filters. */
    @api shown: readonly Gangway.MapPerson[] = [];
    @api shownLinks: readonly Gangway.MapLink[] = [];
    /** Only what a customer may see. */
    @api forCustomer = false;

    labels = Object.freeze({
        drawLine,
        edit,
        fromLabel,
        kind,
        leaving,
        lines,
        noMatch,
        note,
        people,
        remove,
        reportsTo,
        spokeToday,
        strength,
        toLabel
    });
    sorting: Sorting = { column: 'name', isDescending: false };
    rowCount = PAGE;
    lineCount = PAGE;

    get mayEdit(): boolean {
        return this.view?.mayEdit ?? false;
    }
    get columns(): object[] {
        return this.usedColumns.map(({ column, label }) => {
            const isSorted = column === this.sorting.column;
            return {
                column,
                label,
                isSorted,
                icon: this.sorting.isDescending ? 'utility:arrowdown' : 'utility:arrowup',
                sort: isSorted ? (this.sorting.isDescending ? 'descending' : 'ascending') : 'none'
            };
        });
    }
    get rows(): object[] {
        const names = this.names;
        return sortedPeople(this.shown, this.sorting)
            .slice(0, this.rowCount)
            .map((person) => ({
                id: person.id,
                name: person.name,
                tag: person.isPlaceholder
                    ? notYetKnown
                    : person.side === 'Customer'
                      ? ''
                      : person.organisation || SIDES[person.side],
                notice: person.notice,
                actionsLabel: format(actions, person.name),
                cells: this.usedColumns.slice(1).map(({ column, label }) => ({
                    column,
                    label,
                    ...this.cell(person, column, names)
                }))
            }));
    }
    get hasNoRows(): boolean {
        return this.shown.length === 0;
    }
    get hasMoreRows(): boolean {
        return this.shown.length > this.rowCount;
    }
    get moreRows(): string {
        return format(more, Math.min(PAGE, this.shown.length - this.rowCount));
    }
    get lineRows(): object[] {
        const names = this.names;
        return this.shownLinks.slice(0, this.lineCount).map((link) => {
            const [from, to] = [names.get(link.fromId) ?? '', names.get(link.toId) ?? ''];
            return {
                ...link,
                from,
                to,
                kindText: KINDS[link.kind],
                editLabel: `${edit}: ${from} → ${to}`,
                removeLabel: `${removeLine}: ${from} → ${to}`
            };
        });
    }
    get hasLines(): boolean {
        return this.shownLinks.length > 0;
    }
    get hasMoreLines(): boolean {
        return this.shownLinks.length > this.lineCount;
    }
    get moreLines(): string {
        return format(more, Math.min(PAGE, this.shownLinks.length - this.lineCount));
    }

    handleSort(event: Event): void {
        const column = (event.currentTarget as HTMLElement).dataset.column as PersonColumn;
        this.sorting = {
            column,
            isDescending: column === this.sorting.column && !this.sorting.isDescending
        };
    }
    handleOpen(event: Event): void {
        this.act('open', (event.currentTarget as HTMLElement).dataset.id);
    }
    handleMenu(event: CustomEvent<{ value: string }>): void {
        this.act(event.detail.value, (event.currentTarget as HTMLElement).dataset.id);
    }
    handleMoreRows(): void {
        this.rowCount += PAGE;
    }
    handleMoreLines(): void {
        this.lineCount += PAGE;
    }
    handleLine(event: Event): void {
        const { id } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('chooseline', { detail: { id } }));
    }
    handleRemoveLine(event: Event): void {
        const { id } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('removeline', { detail: { id } }));
    }

    private get names(): Map<string, string> {
        return new Map((this.view?.people ?? []).map((person) => [person.id, person.name]));
    }
    private get usedColumns(): typeof COLUMNS {
        if (this.forCustomer) return COLUMNS.filter(({ column }) => CUSTOMER_COLUMNS.includes(column));
        return this.view?.seesSentiment ? COLUMNS : COLUMNS.filter(({ column }) => !SENTIMENT.includes(column));
    }
    private cell(
        person: Gangway.MapPerson,
        column: PersonColumn,
        names: ReadonlyMap<string, string>
    ): { text: string; title?: string } {
        switch (column) {
            case 'manager':
                return { text: names.get(person.reportsToId ?? '') ?? '' };
            case 'role':
                return { text: rolesText(person) };
            case 'attitude': {
                const trend =
                    person.attitudeTrend === 'Up' ? trendUp : person.attitudeTrend === 'Down' ? trendDown : '';
                const text = person.attitude ? ATTITUDES[person.attitude] : '';
                return { text: trend === '' ? text : `${text} (${trend})` };
            }
            case 'influence':
                return {
                    text: influenceDots(person.influence),
                    ...(person.influence ? { title: format(influenceOf, person.influence) } : {})
                };
            case 'coverage':
                return { text: person.coverage ? COVERAGES[person.coverage] : '' };
            case 'coveredBy':
                return { text: person.coveredByName ?? '' };
            case 'lastContact':
                return { text: person.side === 'Us' ? '' : contactText(person) };
            case 'status':
                return { text: STATUSES[person.status] };
            default:
                return { text: person[column] ?? '' };
        }
    }
    private act(action: string, id: string | undefined): void {
        this.dispatchEvent(new CustomEvent('personaction', { detail: { action, id } }));
    }
}
