import { LightningElement, api } from 'lwc';
import type { AppView } from '../../../../../api/page/types';
import { search, type Option } from 'org/lookups';
import { router } from 'org/router';

const WAIT_MS = 200;
const ALL = 'all';

/** Finds records of the app's objects while one types. */
export default class GlobalSearch extends LightningElement {
    @api app?: AppView;

    options: readonly Option[] = [];
    words = '';
    busy = false;
    #timer = 0;
    #asked = 0;

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
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.find(), WAIT_MS) as unknown as number;
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
    /** Enter before the results are there, or with nothing chosen. */
    handleKey(event: KeyboardEvent): void {
        if (event.key !== 'Enter' || this.words.trim().length < 2 || this.options.length > 0) return;
        router.go({ type: 'standard__search', state: { term: this.words } });
    }

    private async find(): Promise<void> {
        const asked = ++this.#asked;
        this.busy = true;
        try {
            const found = await search(this.objects, this.words, 4);
            if (asked === this.#asked) this.options = found;
        } catch {
            // the results page says what is wrong
            this.options = [];
        } finally {
            if (asked === this.#asked) this.busy = false;
        }
    }
}
