import { LightningElement, api } from 'lwc';
import type { AppView } from '../../../../../api/page/types';
import { search, type Option } from 'org/lookups';
import { router } from 'org/router';

type Box = HTMLElement & { focusAndOpenDropdownIfNotEmpty(): void };
const WAIT_MS = 200;
const ALL = 'all';

/** Finds records of the app's objects while one types. */
export default class GlobalSearch extends LightningElement {
    @api app?: AppView;

    options: readonly Option[] = [];
    words = '';
    busy = false;
    private _timer = 0;
    private _asked = 0;

    get objects(): string[] {
        return (this.app?.tabs ?? []).flatMap((tab) => tab.object ?? []);
    }
    get items(): object[] {
        if (this.words.trim().length < 2) return [];
        const groups = this.objects.flatMap((object) => {
            const found = this.options.filter((option) => option.object === object).slice(0, 4);
            if (found.length === 0) return [];
            const label = this.app?.tabs.find((tab) => tab.object === object)?.label ?? object;
            return [
                {
                    label,
                    items: found.map((option) => ({
                        type: 'option-card',
                        value: option.id,
                        text: option.name,
                        subText: option.note,
                        iconName: option.icon,
                        iconSize: 'small',
                        iconAlternativeText: option.note
                    }))
                }
            ];
        });
        const all = {
            type: 'option-inline',
            value: ALL,
            text: `Show more results for "${this.words}"`,
            iconName: 'utility:search',
            iconSize: 'x-small'
        };
        return [all, ...groups];
    }

    handleInput(event: CustomEvent<{ text: string }>): void {
        this.words = event.detail.text;
        clearTimeout(this._timer);
        this._timer = setTimeout(() => void this.find(), WAIT_MS) as unknown as number;
    }
    handleSelect(event: CustomEvent<{ value: string }>): void {
        const { value } = event.detail;
        const option = this.options.find((one) => one.id === value);
        const term = this.words;
        this.words = '';
        this.options = [];
        if (option)
            router.go({
                type: 'standard__recordPage',
                attributes: { objectApiName: option.object, recordId: option.id, actionName: 'view' }
            });
        else router.go({ type: 'standard__search', state: { term } });
    }
    /** Enter with nothing chosen: a choice has emptied the words before the key is up. */
    handleKey(event: KeyboardEvent): void {
        const term = this.words;
        if (event.key !== 'Enter' || term.trim().length < 2) return;
        this.words = '';
        this.options = [];
        router.go({ type: 'standard__search', state: { term } });
    }

    private get box(): Box | null {
        return this.template?.querySelector<Box>('lightning-grouped-combobox') ?? null;
    }

    private async find(): Promise<void> {
        const asked = ++this._asked;
        this.busy = true;
        try {
            const found = await search(this.objects, this.words, 4);
            if (asked !== this._asked) return;
            this.options = found;
            // once the list is there, and only for somebody who is still in the field
            setTimeout(() => this.template?.activeElement && this.box?.focusAndOpenDropdownIfNotEmpty());
        } catch {
            // the results page says what is wrong
            this.options = [];
        } finally {
            if (asked === this._asked) this.busy = false;
        }
    }
}
