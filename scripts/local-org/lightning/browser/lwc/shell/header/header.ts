import { LightningElement, api } from 'lwc';
import type { AppView, TabView } from '../../../../../api/page/types';
import type { PageReference } from 'org/router';
import { router } from 'org/router';
import { session } from 'org/session';

interface Item {
    readonly name: string;
    readonly label: string;
    readonly url: string;
    readonly icon: string;
    readonly current: 'page' | undefined;
    readonly itemClass: string;
}

const APP_URL = '/lightning/app/';

/** Names the app, its tabs, the search, and as whom one works. */
export default class Header extends LightningElement {
    @api app?: AppView;
    @api page?: PageReference;

    menuOpen = false;
    /** How many tabs there is room for; the others are in a menu. */
    room = Number.MAX_SAFE_INTEGER;
    private _widths: number[] = [];
    private _observer?: ResizeObserver;

    connectedCallback(): void {
        router.listen(() => (this.menuOpen = false));
    }
    disconnectedCallback(): void {
        this._observer?.disconnect();
        this._observer = undefined;
    }
    renderedCallback(): void {
        const bar = this.template?.querySelector<HTMLElement>('[data-tabs]');
        if (!bar || this._observer || !this.app) return;
        this._widths = [...bar.querySelectorAll<HTMLElement>('[data-tab]')].map((tab) => tab.offsetWidth);
        this._observer = new ResizeObserver(() => this.fit(bar.clientWidth));
        this._observer.observe(bar);
    }

    get title(): string {
        return this.app?.label ?? '';
    }
    get orgName(): string {
        return session.orgName;
    }
    get activeTab(): TabView | undefined {
        const { type = '', attributes = {} } = this.page ?? {};
        const tabs = this.app?.tabs ?? [];
        if (type === 'standard__navItemPage') return tabs.find((tab) => tab.name === attributes.apiName);
        if (type === 'standard__namedPage')
            return tabs.find((tab) => tab.url === `/lightning/page/${attributes.pageName ?? 'home'}`);
        return tabs.find((tab) => tab.object !== undefined && tab.object === attributes.objectApiName);
    }
    get items(): Item[] {
        return (this.app?.tabs ?? []).map((tab) => this.item(tab));
    }
    /** All that one can go to: the app's tabs, then those of no app. */
    get places(): Item[] {
        return [...this.items, ...(this.app?.launcher ?? []).map((tab) => this.item(tab))];
    }
    get apps(): { name: string; label: string; url: string; current: boolean }[] {
        return (this.app?.apps ?? []).map(({ name, label }) => ({
            name,
            label,
            url: APP_URL + name,
            current: name === this.app?.name
        }));
    }
    get hasApps(): boolean {
        return this.apps.length > 1;
    }
    get otherApps(): object[] {
        return this.apps.filter(({ current }) => !current);
    }
    get shownItems(): Item[] {
        return this.items.slice(0, this.room);
    }
    get moreItems(): Item[] {
        return this.items.slice(this.room);
    }
    get hasMore(): boolean {
        return this.moreItems.length > 0;
    }
    get menuIcon(): string {
        return this.menuOpen ? 'utility:close' : 'utility:rows';
    }
    get menuText(): string {
        return this.menuOpen ? 'Close navigation' : 'Open navigation';
    }

    handleMenu(): void {
        this.menuOpen = !this.menuOpen;
    }
    handleMenuKey(event: KeyboardEvent): void {
        if (event.key === 'Escape') this.menuOpen = false;
    }
    handleGo(event: CustomEvent<{ value: string }>): void {
        const { value } = event.detail;
        if (value.startsWith(APP_URL)) {
            router.go({ type: 'standard__app', attributes: { appTarget: value.slice(APP_URL.length) } });
        } else router.go({ type: 'standard__webPage', attributes: { url: value } });
    }

    private item({ name, label, url, icon }: TabView): Item {
        const isActive = name === this.activeTab?.name;
        return {
            name,
            label,
            url,
            icon,
            current: isActive ? 'page' : undefined,
            itemClass: isActive ? 'tab tab_active' : 'tab'
        };
    }

    private fit(width: number): void {
        const more = 90;
        let used = 0;
        let count = 0;
        for (const one of this._widths) {
            const isLast = count === this._widths.length - 1;
            if (used + one + (isLast ? 0 : more) > width) break;
            used += one;
            count++;
        }
        this.room = Math.max(count, 1);
    }
}
