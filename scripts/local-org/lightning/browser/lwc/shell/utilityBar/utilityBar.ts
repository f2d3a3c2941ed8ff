import { LightningElement, api } from 'lwc';
import type { UtilityView } from '../../../../../api/page/types';
import { utilities, type UtilityInfo } from 'org/utilities';

interface Utility extends UtilityInfo {
    readonly view: UtilityView;
    readonly panelId: string;
    readonly icon: string;
    readonly panelIcon: string;
    readonly buttonClass: string;
    readonly panelClass: string;
    readonly panelStyle: string;
    readonly expanded: 'true' | 'false';
    readonly minimizeLabel: string;
}

const iconName = (name: string): string => (name.includes(':') ? name : `utility:${name}`);

/** The app's utilities along the foot of the page, each with a panel above its button. */
export default class UtilityBar extends LightningElement {
    private _views: readonly UtilityView[] = [];
    private _stop?: () => void;
    private _focus = '';
    infos: readonly UtilityInfo[] = [];

    @api get views(): readonly UtilityView[] {
        return this._views;
    }
    set views(views: readonly UtilityView[]) {
        this._views = views;
        utilities.start(views);
    }

    connectedCallback(): void {
        this._stop = utilities.listen(() => (this.infos = utilities.all()));
        this.infos = utilities.all();
    }
    disconnectedCallback(): void {
        this._stop?.();
    }
    renderedCallback(): void {
        if (this._focus === '') return;
        this.template?.querySelector<HTMLElement>(this._focus)?.focus();
        this._focus = '';
    }

    get utilities(): Utility[] {
        return this.all.filter(({ view }) => !view.background);
    }
    get loaded(): Utility[] {
        return this.utilities.filter(({ isLoaded }) => isLoaded);
    }
    get background(): Utility[] {
        return this.all.filter(({ view }) => view.background);
    }

    handleToggle(event: Event): void {
        const { id = '' } = (event.currentTarget as HTMLElement).dataset;
        utilities.toggle(id);
        this._focus = utilities.info(id).utilityVisible ? `[data-minimize="${id}"]` : `[data-id="${id}"]`;
    }
    handleMinimize(event: Event): void {
        const { minimize: id = '' } = (event.currentTarget as HTMLElement).dataset;
        this.close(id);
    }
    handleKey(event: KeyboardEvent): void {
        if (event.key !== 'Escape') return;
        this.close((event.currentTarget as HTMLElement).dataset.panel ?? '');
    }

    private close(id: string): void {
        utilities.minimize(id);
        this._focus = `[data-id="${id}"]`;
    }
    private get all(): Utility[] {
        return this._views.flatMap((view) => {
            const info = this.infos.find(({ id }) => id === view.id);
            if (!info) return [];
            return [
                {
                    ...info,
                    view,
                    panelId: `panel-${info.id}`,
                    icon: iconName(info.utilityIcon),
                    panelIcon: iconName(info.panelHeaderIcon),
                    buttonClass: `button${info.utilityVisible ? ' open' : ''}${info.utilityHighlighted ? ' highlighted' : ''}`,
                    panelClass: `panel${info.utilityVisible ? '' : ' slds-hide'}`,
                    panelStyle: `inline-size: ${info.panelWidth}px; block-size: ${info.panelHeight}px`,
                    expanded: info.utilityVisible ? 'true' : 'false',
                    minimizeLabel: `Minimize ${info.panelHeaderLabel}`
                } as const
            ];
        });
    }
}
