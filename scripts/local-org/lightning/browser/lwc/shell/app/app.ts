import { LightningElement } from 'lwc';
import Toast from 'lightning/toast';
import type { AppView } from '../../../../../api/page/types';
import { currentApp } from 'org/app';
import { followBuilds } from 'org/live';
import { messagesOf } from 'org/http';
import { router, urlOf, type PageReference, type PageReferenceInput } from 'org/router';
import { TOAST_EVENT, type ToastDetail } from 'org/toasts';
import { REFRESH_EVENT, runRefreshHandlers } from '../../lightning/refresh/refresh';
import { decodeDefaultFieldValues } from '../../lightning/pageReferenceUtils/pageReferenceUtils';
import { openCreate, openEdit } from '../recordModal/open';

interface View {
    readonly key: string;
    readonly page: PageReference;
    readonly record: boolean;
    readonly object: boolean;
    readonly home: boolean;
    readonly tab: boolean;
    readonly search: boolean;
    readonly related: boolean;
    readonly mail: boolean;
    readonly component: boolean;
    readonly analytics: string;
    readonly unknown: boolean;
}
const KINDS: Readonly<Record<string, string>> = {
    standard__recordPage: 'record',
    standard__objectPage: 'object',
    standard__navItemPage: 'tab',
    standard__component: 'component',
    standard__search: 'search',
    standard__recordRelationshipPage: 'related'
};

/** `/lightning/page/<name>` */
const NAMED: Readonly<Record<string, string>> = { home: 'home', mail: 'mail' };

/** Reports and dashboards are records and objects by their addresses, and pages of their own. */
const analyticsOf = ({ attributes }: PageReference): string => {
    const { objectApiName = '', recordId = '' } = attributes;
    if (objectApiName === 'Report' || recordId.startsWith('00O')) return 'Report';
    return objectApiName === 'Dashboard' || recordId.startsWith('01Z') ? 'Dashboard' : '';
};

/** The whole page: header, the page that the address names, toasts, problems. */
export default class App extends LightningElement {
    app?: AppView;
    appError = '';
    announcement = '';
    problems: readonly object[] = [];
    disconnected = false;
    views: readonly View[] = [this.view(router.current)];
    private _moved = false;
    private _title = '';

    connectedCallback(): void {
        router.openWith((reference) => this.open(reference));
        router.listen((page) => this.go(page));
        document.addEventListener(TOAST_EVENT, (event) => this.toast(event as CustomEvent<ToastDetail>), true);
        document.addEventListener(REFRESH_EVENT, () => void runRefreshHandlers());
        followBuilds({
            problems: (problems) => (this.problems = problems),
            connected: (connected) => (this.disconnected = !connected)
        });
        currentApp().then(
            (app) => {
                this.app = app;
                this.showTitle();
            },
            (error: unknown) => (this.appError = messagesOf(error).join(' '))
        );
        this.openOver(router.current);
    }

    get page(): PageReference {
        return this.views[0]!.page;
    }

    get utilities(): AppView['utilities'] {
        return this.app?.utilities ?? [];
    }
    /** The utility bar lies over the foot of the page. */
    get mainClass(): string {
        return this.utilities.some(({ background }) => !background) ? 'main above' : 'main';
    }

    handleSkip(event: Event): void {
        event.preventDefault();
        this.focusMain();
    }
    handleTitle(event: CustomEvent<{ title: string; object?: string }>): void {
        const { title } = event.detail;
        this._title = title;
        this.showTitle();
        if (this._moved) this.announcement = title;
    }
    /** The page may have its title before the app is known. */
    private showTitle(): void {
        if (this._title !== '' && this.app) document.title = `${this._title} | ${this.app.label} (local org)`;
    }
    handleDismiss(): void {
        this.problems = [];
    }

    private view(page: PageReference): View {
        const named = page.type === 'standard__namedPage';
        const plain = (named ? NAMED[String(page.attributes.pageName)] : KINDS[page.type]) ?? 'unknown';
        const kind = analyticsOf(page) === '' ? plain : 'analytics';
        const key =
            page.type === 'unknown'
                ? location.pathname
                : urlOf({ ...page, attributes: { ...page.attributes, actionName: 'view' } });
        return {
            key,
            page,
            record: kind === 'record',
            object: kind === 'object',
            home: kind === 'home',
            tab: kind === 'tab',
            search: kind === 'search',
            related: kind === 'related',
            mail: kind === 'mail',
            component: kind === 'component',
            analytics: kind === 'analytics' ? analyticsOf(page) : '',
            unknown: kind === 'unknown'
        };
    }

    private go(page: PageReference): void {
        const view = this.view(page);
        const stays = view.key === this.views[0]?.key;
        this.views = [view];
        this.openOver(page);
        if (stays) return;
        this._moved = true;
        scrollTo(0, 0);
        this.focusMain();
    }

    private focusMain(): void {
        this.template?.querySelector<HTMLElement>('[data-main]')?.focus({ preventScroll: true });
    }

    /** New and edit are modals over the page, not pages. */
    private open(reference: PageReferenceInput): boolean {
        const { actionName, objectApiName, recordId } = reference.attributes ?? {};
        if (reference.type === 'standard__objectPage' && actionName === 'new') {
            const defaults = reference.state?.defaultFieldValues;
            void openCreate(
                String(objectApiName),
                typeof defaults === 'string' ? decodeDefaultFieldValues(defaults) : {}
            );
            return true;
        }
        if (reference.type === 'standard__recordPage' && actionName === 'edit') {
            void openEdit(String(recordId));
            return true;
        }
        return false;
    }
    /** The same where the address itself names one of them: first the page below, then the modal. */
    private openOver(page: PageReference): void {
        void this.open(page);
    }

    private toast(event: CustomEvent<ToastDetail & { toast?: unknown }>): void {
        // toasts of lightning/toast bring their own component and container
        if (event.detail.toast !== undefined) return;
        event.stopImmediatePropagation();
        const { title, message = '', messageData = [], variant = 'info', mode = 'dismissible' } = event.detail;
        const links = messageData.filter((part) => typeof part === 'object');
        const text = message.replace(/\{(\d+)\}/g, (place, index: string) => {
            const part = messageData[Number(index)];
            if (part === undefined) return place;
            return typeof part === 'string' ? part : `{${links.indexOf(part)}}`;
        });
        const label = title || text;
        Toast.show({
            label,
            message: title ? text : '',
            ...(links.length > 0 ? { messageLinks: links } : {}),
            variant,
            mode
        });
    }
}
